package dev.granary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that commands are told by its configuration.
 *
 * @param folder where everything of it is
 */
record ConfiguredServer(Path folder) {

    /** Writes its configuration. Storage and key ring are made by the first command. */
    static ConfiguredServer in(Path folder) throws IOException {
        ConfiguredServer server = new ConfiguredServer(folder);
        Files.writeString(server.file(), "storage: " + server.storage() + "\nkey-ring: " + server.keyRing() + "\n");
        return server;
    }

    String storage() {
        return "jdbc:h2:file:" + folder.resolve("records");
    }

    Path keyRing() {
        return folder.resolve("granary.keys");
    }

    /** Runs a command on it. */
    Ran run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", file().toString()));
        return Ran.granary(all.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("granary.yaml");
    }
}
