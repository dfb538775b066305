package dev.granary.cli.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option that names folders of plugins. */
public final class PluginFolder {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Adds the storages of the jars in this folder. Stands before the command.")
    private List<Path> folders = List.of();

    /** Without the option there is no plugin. */
    public PluginFolder() {}

    /** The jars in the folders, in an order that does not change. */
    public List<Path> jars() {
        return folders.stream().flatMap(folder -> jarsIn(folder).stream()).toList();
    }

    private static List<Path> jarsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PluginException(folder, "there is no such folder, or it cannot be read", e);
        }
    }
}
