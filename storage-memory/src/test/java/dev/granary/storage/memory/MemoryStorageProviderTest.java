package dev.granary.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import dev.granary.spi.Storages;
import dev.granary.tck.RuleResult;
import dev.granary.tck.TckRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryStorageProviderTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private final Storages installed = Storages.installed(getClass().getClassLoader());

    @Test
    void isFoundByItsUrl() {
        try (Storage storage = installed.open(StorageSettings.of("memory:", CLOCK))) {
            assertThat(storage.id()).isEqualTo("memory");
            assertThat(storage.capabilities()).containsExactly(Capability.RECORD_CAPS);
        }
    }

    @Test
    void takesItsOwnUrlsOnly() {
        MemoryStorageProvider provider = new MemoryStorageProvider();
        assertThat(provider.id()).isEqualTo("memory");
        assertThat(provider.accepts(provider.exampleUrl())).isTrue();
        assertThat(provider.accepts("jdbc:h2:mem:granary")).isFalse();
    }

    @Test
    void namesEveryFaultAtOnce() {
        Map<String, String> options = Map.of("cap.clients", "0", "cap.grants", "many", "size", "1", "cap.users", "5");
        assertThatThrownBy(() -> installed.open(new StorageSettings("memory:x", options, CLOCK)))
                .isInstanceOfSatisfying(
                        StorageSettingsException.class,
                        e -> assertThat(e.faults())
                                .hasSize(4)
                                .anyMatch(fault -> fault.startsWith("url: "))
                                .anyMatch(fault -> fault.startsWith("cap.clients: expected a positive whole number"))
                                .anyMatch(fault -> fault.startsWith("cap.grants: expected a positive whole number"))
                                .anyMatch(fault -> fault.startsWith("size: unknown option")));
    }

    @Test
    void theRulesRunAgainstTheUrl() {
        assertThat(TckRun.over(installed, "memory:", Map.of()).rounds(5).run())
                .hasSizeGreaterThan(40)
                .allMatch(RuleResult::passed);
    }
}
