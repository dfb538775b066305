package dev.granary.storage.jdbc.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.tukaani.xz.XZInputStream;

/** Unpacks servers from the jars that carry them, once for each build directory. */
final class Unpacked {

    private static final Path ROOT = Path.of("target", "servers").toAbsolutePath();

    private Unpacked() {}

    /** A folder with the contents of a tar archive, compressed by xz, on the class path. */
    static Path archive(String resource) throws IOException, InterruptedException {
        Path folder = ROOT.resolve(jarOf(resource));
        Path done = folder.resolve("unpacked");
        if (!Files.exists(done)) {
            Files.createDirectories(folder);
            Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            try (InputStream packed = open(resource);
                    InputStream unpacked = new XZInputStream(packed);
                    var in = tar.getOutputStream()) {
                unpacked.transferTo(in);
            }
            require(tar.waitFor() == 0, "tar failed to unpack " + resource);
            Files.createFile(done);
        }
        return folder;
    }

    /** A folder with those entries below {@code prefix} of the jar on the class path that are wanted. */
    static Path entries(String prefix, Predicate<String> wanted) throws IOException {
        Path folder = ROOT.resolve(prefix.replace('/', '-'));
        Path done = folder.resolve("unpacked");
        if (!Files.exists(done)) {
            URL url = Objects.requireNonNull(Unpacked.class.getClassLoader().getResource(prefix), prefix);
            try (JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile()) {
                for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                    copy(jar, entries.nextElement(), prefix, folder, wanted);
                }
            }
            Files.createFile(done);
        }
        return folder;
    }

    private static void copy(JarFile jar, JarEntry entry, String prefix, Path folder, Predicate<String> wanted)
            throws IOException {
        if (entry.isDirectory() || !entry.getName().startsWith(prefix)) {
            return;
        }
        String name = entry.getName().substring(prefix.length());
        if (wanted.test(name)) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.deleteIfExists(file);
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, file);
            }
            require(
                    !name.startsWith("bin/") || file.toFile().setExecutable(true),
                    "cannot make " + file + " a program");
        }
    }

    /** The jar's name, which says the server's version. */
    private static String jarOf(String resource) throws IOException {
        URL url = Objects.requireNonNull(Unpacked.class.getClassLoader().getResource(resource), resource);
        String jar = ((JarURLConnection) url.openConnection()).getJarFileURL().getPath();
        return jar.substring(jar.lastIndexOf('/') + 1);
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(Unpacked.class.getClassLoader().getResourceAsStream(resource), resource);
    }

    private static void require(boolean holds, String orElse) {
        if (!holds) {
            throw new IllegalStateException(orElse);
        }
    }
}
