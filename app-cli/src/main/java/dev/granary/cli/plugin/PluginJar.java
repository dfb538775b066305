package dev.granary.cli.plugin;

import dev.granary.spi.StorageProvider;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A jar of a plugin, or one that it needs.
 *
 * @param file where it is
 * @param url the same for a class loader
 * @param providers the names of its providers; none if it is only needed
 */
record PluginJar(Path file, URL url, List<String> providers) {

    static final String SERVICES = "META-INF/services/" + StorageProvider.class.getName();

    static PluginJar read(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return new PluginJar(file, file.toUri().toURL(), providers(jar));
        } catch (IOException e) {
            throw new PluginException(
                    file, Files.exists(file) ? "this is no readable jar" : "there is no such file", e);
        }
    }

    /** Makes the providers of this jar, from classes that the loader finds. */
    List<StorageProvider> load(ClassLoader loader) {
        return providers.stream()
                .<StorageProvider>map(name -> new PluginProvider(file, make(name, loader)))
                .toList();
    }

    // A service loader would not tell whose provider it could not make.
    private StorageProvider make(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, true, loader);
            return type.asSubclass(StorageProvider.class).getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new PluginException(file, "its file " + SERVICES + " names " + name + ", which is not in it", e);
        } catch (ClassCastException | NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            String wanted = " is not a public StorageProvider with a public constructor without arguments";
            throw new PluginException(file, name + wanted, e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw PluginFaults.of(file, e);
        }
    }

    private static List<String> providers(JarFile jar) throws IOException {
        JarEntry services = jar.getJarEntry(SERVICES);
        if (services == null) {
            return List.of();
        }
        String names = new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
        return names.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
