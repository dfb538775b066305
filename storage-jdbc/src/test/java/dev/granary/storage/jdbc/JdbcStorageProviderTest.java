package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.grant.Grant;
import dev.granary.record.StorageException;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import dev.granary.spi.Storages;
import dev.granary.storage.jdbc.server.DatabaseServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStorageProviderTest {

    private final JdbcStorageProvider provider = new JdbcStorageProvider();

    @TempDir
    Path folder;

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(Storages.installed(getClass().getClassLoader()).providers())
                .extracting(found -> found.id())
                .containsExactly("jdbc");
    }

    @Test
    void answersToTheUrlsOfItsDatabases() {
        assertThat(new String[] {"jdbc:h2:mem:x", "jdbc:postgresql://h/d", "jdbc:mariadb://h/d"})
                .allMatch(provider::accepts);
        assertThat(new String[] {"jdbc:mysql://h/d", "jdbc:h2", "h2:mem:x", "memory:"})
                .noneMatch(provider::accepts);
    }

    @Test
    void namesEveryFaultAtOnce() {
        Map<String, String> options = Map.of(
                "pool.size", "1",
                "pool.wait-ms", "soon",
                "statement.timeout-ms", "99999999999",
                "schema.migrate", "yes",
                "cap.grants", "10");
        assertThatThrownBy(() -> open("jdbc:h2:~/granary", options))
                .isInstanceOfSatisfying(
                        StorageSettingsException.class,
                        thrown -> assertThat(thrown.faults())
                                .hasSize(6)
                                .anyMatch(fault -> fault.startsWith("url: expected jdbc:h2:file:"))
                                .anyMatch(
                                        fault -> fault.startsWith("pool.size: expected a whole number from 2 to 1000"))
                                .anyMatch(fault -> fault.startsWith("pool.wait-ms: expected"))
                                .anyMatch(fault -> fault.startsWith("statement.timeout-ms: expected"))
                                .anyMatch(fault -> fault.startsWith("schema.migrate: expected true or false"))
                                .anyMatch(
                                        fault -> fault.startsWith("cap.grants: unknown option; known are password, ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:",
                "jdbc:h2:tcp://localhost/x",
                "jdbc:h2:file:x;WRITE_DELAY=500",
                "jdbc:h2:file:x;auto_server=true",
                "jdbc:h2:file:x;FILE_LOCK=NO"
            })
    void refusesAnH2UrlThatWouldBreakAPromise(String url) {
        assertThatThrownBy(() -> open(url, Map.of()))
                .isInstanceOf(StorageSettingsException.class)
                .hasMessageStartingWith("url: ");
    }

    @Test
    void aDatabaseInMemoryIsOneStoragesAloneAndPromisesNothing() {
        Grant grant = Grants.fresh();
        try (Storage one = open("jdbc:h2:mem:x", Map.of());
                Storage other = open("jdbc:h2:mem:x", Map.of())) {
            Database.grants(one).insert(grant);
            assertThat(Database.grants(other).find(grant.id())).isEmpty();
            assertThat(one.capabilities()).isEmpty();
        }
    }

    @Test
    void itsPoolTellsHowItIsUsed() {
        try (Storage storage = open("jdbc:h2:mem:x", Map.of("pool.size", "3"))) {
            assertThat(storage.pool()).hasValueSatisfying(pool -> {
                assertThat(pool.most()).isEqualTo(3);
                assertThat(pool.idle()).isBetween(1, 3);
                assertThat(pool.active()).isZero();
                assertThat(pool.waiting()).isZero();
            });
        }
    }

    @Test
    void anH2FileKeepsWhatWasWrittenAndOnlyPromisesThat() {
        String url = "jdbc:h2:file:" + folder.resolve("granary");
        Grant grant = Grants.fresh();
        try (Storage storage = open(url, Map.of())) {
            assertThat(storage.capabilities()).containsExactly(Capability.DURABLE);
            Database.grants(storage).insert(grant);
        }
        try (Storage storage = open(url, Map.of())) {
            assertThat(Database.grants(storage).find(grant.id())).contains(grant);
        }
    }

    @Test
    void anH2FileWithADelayThatWasSetBeforeIsDurableAllTheSame() {
        String url = "jdbc:h2:file:" + folder.resolve("granary");
        DatabaseServer.execute(url, "set write_delay 500");
        try (Storage storage = open(url, Map.of())) {
            assertThat(storage.capabilities()).containsExactly(Capability.DURABLE);
        }
    }

    @Test
    void anInterruptedCallLeavesTheDatabaseOpen() {
        try (Storage storage = open("jdbc:h2:file:" + folder.resolve("granary"), Map.of())) {
            Grant grant = Grants.fresh();
            Thread.currentThread().interrupt();
            try {
                Database.grants(storage).insert(grant);
            } catch (StorageException e) {
                assertThat(e).hasNoCause();
            }
            assertThat(Thread.interrupted()).isTrue();
            Recovery.of(storage).assertWritten(grant);
        }
    }

    @Test
    void settingsDoNotShowWhatIsSecret() {
        PoolSettings settings =
                new Options(Map.of("user", "u53r", "password", "s3cret")).read("jdbc:postgresql://h/d?password=s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret", "u53r");
    }

    private Storage open(String url, Map<String, String> options) {
        return provider.open(new StorageSettings(url, options, Database.CLOCK));
    }
}
