package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.cli.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCommandTest {

    private static final String CLOSED =
            "throw new StorageUnavailableException(StorageFault.of(id(), \"open\", \"all\", \"knock\"));";

    @TempDir
    Path folder;

    @Test
    void theKitFindsTheStorageOfAJar() throws IOException {
        Ran tck = Ran.granary("tck", "--plugin", plugged().toString(), "--storage", "plugged:");

        assertThat(tck.err()).contains("plugged: open of all: knock");
        assertThat(tck.status()).isEqualTo(3);
    }

    @Test
    void everyCommandFindsTheStoragesOfAFolder() throws IOException {
        plugged();

        for (String command : List.of("demo", "tck")) {
            Ran ran = Ran.granary("--plugins", folder.toString(), command, "--storage", "plugged:");
            assertThat(ran.err()).contains("plugged: open of all: knock");
            assertThat(ran.status()).isEqualTo(3);
        }
    }

    @Test
    void aBrokenJarIsOneComplaintAndEndsWithThree() throws IOException {
        Path jar = Files.writeString(folder.resolve("broken.jar"), "broken");

        for (Ran ran : List.of(
                Ran.granary("tck", "--plugin", jar.toString()),
                Ran.granary("--plugins", folder.toString(), "tck"),
                Ran.granary("--plugins", folder.toString(), "demo"))) {
            assertThat(ran.err()).isEqualToIgnoringNewLines("granary: plugin " + jar + ": this is no readable jar");
            assertThat(ran.out()).isEmpty();
            assertThat(ran.status()).isEqualTo(3);
        }
    }

    @Test
    void aMissingFolderIsOneComplaintAndEndsWithThree() {
        Ran ran = Ran.granary("--plugins", "/nowhere", "demo");

        assertThat(ran.err())
                .isEqualToIgnoringNewLines("granary: plugin /nowhere: there is no such folder, or it cannot be read");
        assertThat(ran.status()).isEqualTo(3);
    }

    private Path plugged() throws IOException {
        return new Workshop(folder)
                .compile("Plugged", Workshop.provider("Plugged", "plugged", CLOSED))
                .pack("plugged.jar", List.of("Plugged"), "Plugged");
    }
}
