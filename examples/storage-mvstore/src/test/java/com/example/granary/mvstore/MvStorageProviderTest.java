package com.example.granary.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import dev.granary.spi.Storages;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvStorageProviderTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final Storages installed = Storages.installed(getClass().getClassLoader());

    @TempDir
    Path folder;

    @Test
    void isFoundByItsUrl() {
        try (Storage storage = open(Map.of())) {
            assertThat(storage.id()).isEqualTo("mvstore");
            assertThat(storage.capabilities()).containsExactly(Capability.DURABLE);
        }
    }

    @Test
    void waitsForTheDiskIfAskedTo() {
        try (Storage storage = open(Map.of("sync", "true"))) {
            assertThat(storage.health().ready()).isTrue();
        }
    }

    @Test
    void refusesAFileThatIsOpen() {
        try (Storage storage = open(Map.of())) {
            assertThatThrownBy(() -> open(Map.of()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("see that nobody else has it open");
            assertThat(storage.health().ready()).isTrue();
        }
    }

    @Test
    void namesEveryFaultAtOnce() {
        Map<String, String> options = Map.of("sync", "often", "size", "1");
        assertThatThrownBy(() -> installed.open(new StorageSettings("mvstore:" + folder, options, CLOCK)))
                .isInstanceOfSatisfying(
                        StorageSettingsException.class,
                        e -> assertThat(e.faults())
                                .satisfiesExactly(
                                        url -> assertThat(url).startsWith("url: expected a file"),
                                        size -> assertThat(size).startsWith("size: unknown option"),
                                        sync -> assertThat(sync).startsWith("sync: expected true or false")));
    }

    private Storage open(Map<String, String> options) {
        return installed.open(new StorageSettings("mvstore:" + folder.resolve("granary.mv"), options, CLOCK));
    }
}
