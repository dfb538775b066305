package com.example.granary.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import dev.granary.spi.Storages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateStorageProviderTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final Storages installed = Storages.installed(getClass().getClassLoader());

    @Test
    void isFoundByItsUrl() {
        try (Storage storage = installed.open(StorageSettings.of("template:", CLOCK))) {
            assertThat(storage.id()).isEqualTo("template");
            assertThat(storage.capabilities()).isEmpty();
        }
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThatThrownBy(() -> installed.open(new StorageSettings("template:x", Map.of("size", "1"), CLOCK)))
                .isInstanceOfSatisfying(
                        StorageSettingsException.class,
                        e -> assertThat(e.faults()).hasSize(2));
    }
}
