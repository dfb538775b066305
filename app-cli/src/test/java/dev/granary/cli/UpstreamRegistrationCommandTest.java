package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.audit.AuditLog;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.domain.seal.Seal;
import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.upstream.ProviderName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamRegistrationCommandTest {

    private static final Instant END = Instant.parse("2099-05-06T07:08:09Z");

    private ConfiguredServer server;

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        server = ConfiguredServer.in(folder);
        // The first run makes the key ring.
        assertThat(run("list")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void whatIsInUseIsListedWithoutItsSecrets() {
        register("corp", "granary-1", Optional.of(END));
        register("former", "granary-2", Optional.empty());

        String today = Instant.now().toString().substring(0, 10);
        assertThat(run("list").out().lines())
                .containsExactlyInAnyOrder(
                        "corp  granary-1  made " + today + ", secret ends 2099-05-06,"
                                + " for https://auth.example.com/oauth/callback of https://auth.example.com",
                        "former  granary-2  made " + today
                                + ", for https://auth.example.com/oauth/callback of https://auth.example.com");
    }

    @Test
    void thoseOfOneUpstreamAreRetiredAndTheOthersNot() {
        register("corp", "granary-1", Optional.empty());
        register("former", "granary-2", Optional.empty());

        assertThat(run("retire", "--upstream", "former"))
                .isEqualTo(new Ran(0, "retired 1 at former" + System.lineSeparator(), ""));

        assertThat(run("list").out()).contains("granary-1").doesNotContain("granary-2");
        assertThat(run("retire", "--upstream", "former"))
                .isEqualTo(new Ran(1, "retired 0 at former" + System.lineSeparator(), ""));
    }

    @Test
    void noTerminalObeysWhatAnUpstreamChose() {
        register("corp", "granary\u001b[2J\n1", Optional.empty());

        assertThat(run("list").out()).startsWith("corp  granary?[2J?1  made ");
    }

    @Test
    void whatCannotBeAnUpstreamsNameIsNotUnderstood() {
        assertThat(run("retire", "--upstream", "No Name")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).startsWith("granary: --upstream: provider name: expected ");
        });
        assertThat(run("retire").err()).contains("Missing required option: '--upstream=NAME'");
        assertThat(Ran.granary("upstream-registration").status()).isEqualTo(2);
    }

    private void register(String upstream, String clientId, Optional<Instant> secretEnds) {
        try (Storage storage = Storages.installed(getClass().getClassLoader())
                .open(StorageSettings.of(server.storage(), Clock.systemUTC()))) {
            SecureRandom random = new SecureRandom();
            Realm realm = new Realm(
                    storage.in(Namespace.DEFAULT), Clock.systemUTC(), random, Duration.ofSeconds(5), new AuditLog());
            Seal seal = new Seal(new KeyRingFile(server.keyRing()).load(), random);
            RegistrationKey key = new RegistrationKey(
                    "https://auth.example.com",
                    new ProviderName(upstream),
                    "https://auth.example.com/oauth/callback",
                    ScopesHash.of(List.of("openid")));
            new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT).keep(key, given(clientId, secretEnds));
        }
    }

    private static UpstreamRegistration given(String clientId, Optional<Instant> secretEnds) {
        return new UpstreamRegistration(
                clientId,
                Optional.of("a client's secret"),
                Optional.of("client_secret_basic"),
                Optional.of("a registration access token"),
                Optional.of("https://login.example.com/register/1"),
                "https://login.example.com/authorize",
                "https://login.example.com/token",
                Optional.empty(),
                secretEnds);
    }

    private Ran run(String... arguments) {
        return server.run("upstream-registration", arguments);
    }
}
