package dev.granary.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.spi.StorageProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes jars as strangers do: compiled against Granary, then packed. */
public final class Workshop {

    private final Path folder;

    /** Works in this folder. */
    public Workshop(Path folder) {
        this.folder = folder;
    }

    /** Compiles the source of a class without a package, against what was compiled here before. */
    public Workshop compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = folder + System.getProperty("path.separator") + System.getProperty("java.class.path");
        String[] arguments = {"-proc:none", "-cp", path, "-d", folder.toString(), file.toString()};
        assertThat(compiler.run(null, null, null, arguments)).as("compiling").isZero();
        return this;
    }

    /** Packs these classes and the name of a provider, if there is one. */
    public Path pack(String jar, List<String> classes, String... providers) throws IOException {
        Path file = folder.resolve(jar);
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream out = new JarOutputStream(bytes)) {
            for (String name : classes) {
                put(out, name + ".class", Files.readAllBytes(folder.resolve(name + ".class")));
            }
            if (providers.length > 0) {
                String names = String.join(
                        "\n",
                        Stream.concat(Stream.of("# made here"), Stream.of(providers))
                                .toList());
                put(
                        out,
                        "META-INF/services/" + StorageProvider.class.getName(),
                        names.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    /** The source of a provider with this id, whose method {@code open} has this body. */
    public static String provider(String name, String id, String body) {
        return """
                import dev.granary.record.*;
                import dev.granary.spi.*;
                public class %1$s implements StorageProvider {
                    public String id() { return "%2$s"; }
                    public String exampleUrl() { return "%2$s:"; }
                    public boolean accepts(String url) { return url.startsWith("%2$s:"); }
                    public Storage open(StorageSettings settings) { %3$s }
                }
                """.formatted(name, id, body);
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
