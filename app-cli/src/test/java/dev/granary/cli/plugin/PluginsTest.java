package dev.granary.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    private static final String CLOSED =
            "throw new StorageUnavailableException(StorageFault.of(id(), \"open\", \"all\"," + " Needed.remedy()));";

    @TempDir
    Path folder;

    private Workshop workshop;
    private final Storages installed = Storages.installed(getClass().getClassLoader());

    @BeforeEach
    void open() throws IOException {
        workshop = new Workshop(folder)
                .compile("Needed", "public class Needed { public static String remedy() { return \"knock\"; } }");
    }

    @Test
    void withoutAPluginTheInstalledOnesAreAll() {
        assertThat(new Plugins(installed).with(List.of())).isSameAs(installed);
    }

    @Test
    void aPluginIsAddedToTheInstalledOnes() throws IOException {
        Storages all = new Plugins(installed).with(List.of(plugged(), needed()));

        assertThat(all.providers()).extracting(StorageProvider::id).contains("memory", "plugged");
        assertThatThrownBy(() -> open(all, "plugged:"))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("plugged: open of all: knock");
    }

    @Test
    void aPluginSeesNothingElseOfTheProgram() throws IOException {
        String nosy = "try { Class.forName(\"com.google.inject.Guice\"); } catch (ClassNotFoundException e) {"
                + " throw new StorageUnavailableException(StorageFault.of(id(), \"open\", \"all\", \"unseen\")); }"
                + " return null;";
        workshop.compile("Nosy", Workshop.provider("Nosy", "nosy", nosy));
        Storages all = new Plugins(installed).with(List.of(workshop.pack("nosy.jar", List.of("Nosy"), "Nosy")));

        assertThatThrownBy(() -> open(all, "nosy:")).hasMessageContaining("unseen");
    }

    @Test
    void aPluginThatLacksAClassIsNamed() throws IOException {
        Storages all = new Plugins(installed).with(List.of(plugged()));

        assertThatThrownBy(() -> open(all, "plugged:"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("plugged.jar: it needs the class Needed; put the jar that has it into the same");
    }

    @Test
    void aPluginWithAFaultOfItsOwnIsNamed() throws IOException {
        workshop.compile("Rash", Workshop.provider("Rash", "rash", "throw new IllegalStateException(\"oh\");"));
        Storages all = new Plugins(installed).with(List.of(workshop.pack("rash.jar", List.of("Rash"), "Rash")));

        assertThatThrownBy(() -> open(all, "rash:"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("rash.jar: a fault of the plugin: IllegalStateException: oh");
    }

    @Test
    void whatIsNoJarIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "text");

        assertRefused("text.jar: this is no readable jar", text);
        assertRefused("none.jar: there is no such file", folder.resolve("none.jar"));
    }

    @Test
    void aJarWithoutAStorageIsNamed() throws IOException {
        assertRefused("needed.jar: it has no storage; expected its file META-INF/services/dev.granary.spi", needed());
    }

    @Test
    void aJarWhoseProviderCannotBeMadeIsNamed() throws IOException {
        workshop.compile("Shy", Workshop.provider("Shy", "shy", "return null;").replace("public String id", """
                private Shy() {}
                    public String id"""));
        workshop.compile("Bad", Workshop.provider("Bad", "bad", "return null;").replace("public String id", """
                public Bad() { throw new IllegalStateException("no luck"); }
                    public String id"""));

        assertRefused("names Nobody, which is not in it", workshop.pack("a.jar", List.of("Needed"), "Nobody"));
        assertRefused("Needed is not a public StorageProvider", workshop.pack("b.jar", List.of("Needed"), "Needed"));
        assertRefused("Shy is not a public StorageProvider", workshop.pack("c.jar", List.of("Shy"), "Shy"));
        assertRefused("IllegalStateException: no luck", workshop.pack("d.jar", List.of("Bad"), "Bad"));
    }

    @Test
    void twoStoragesOfOneNameAreRefused() throws IOException {
        workshop.compile("Twin", Workshop.provider("Twin", "memory", "return null;"));

        assertRefused(
                "twin.jar: there is another storage called memory", workshop.pack("twin.jar", List.of("Twin"), "Twin"));
    }

    private Path plugged() throws IOException {
        workshop.compile("Plugged", Workshop.provider("Plugged", "plugged", CLOSED));
        return workshop.pack("plugged.jar", List.of("Plugged"), "Plugged");
    }

    private Path needed() throws IOException {
        return workshop.pack("needed.jar", List.of("Needed"));
    }

    private void assertRefused(String fault, Path jar) {
        assertThatThrownBy(() -> new Plugins(installed).with(List.of(jar)))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("plugin " + jar + ": ")
                .hasMessageContaining(fault);
    }

    private static void open(Storages storages, String url) {
        storages.open(StorageSettings.of(url, InstantSource.fixed(Instant.EPOCH)))
                .close();
    }
}
