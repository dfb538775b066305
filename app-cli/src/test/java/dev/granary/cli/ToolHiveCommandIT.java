package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.cli.toolhive.ToolHiveRedis;
import dev.granary.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code granary import toolhive} as an operator sees it. */
class ToolHiveCommandIT {

    private static final String PREFIX = ToolHiveRedis.PREFIX;

    private static ToolHiveRedis redis;

    @TempDir
    private Path folder;

    private Path config;

    @BeforeAll
    static void start(@TempDir Path servers) throws Exception {
        redis = ToolHiveRedis.start(servers);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void hold() throws IOException {
        redis.hold(Instant.now());
        config = Files.writeString(
                folder.resolve("granary.yaml"),
                """
                issuer: https://auth.example.com
                storage: jdbc:h2:file:%s
                key-ring: %s
                """.formatted(folder.resolve("records"), folder.resolve("granary.keys")) + ToolHiveRedis.UPSTREAMS);
    }

    private Ran run(String... more) {
        return runFrom("redis://127.0.0.1:" + redis.port(), more);
    }

    private Ran runFrom(String url, String... more) {
        List<String> all = new ArrayList<>(List.of("import", "toolhive", "--from", url, "--config", "" + config));
        all.addAll(List.of(more));
        if (all.stream().noneMatch("--key-prefix"::equals)) {
            all.addAll(List.of("--key-prefix", PREFIX));
        }
        return Ran.granary(all.toArray(String[]::new));
    }

    @Test
    void itSaysWhatBecameOfEverythingAndNoSecret() {
        Ran ran = run("--provider", "oidc=corp");

        assertThat(ran.out())
                .containsPattern("users +3 +3 +0 +0 +0")
                .containsPattern("identities +8 +6 +1 +1 +0")
                .containsPattern("registrations at upstreams +2 +1 +0 +1 +0")
                .containsPattern("upstream tokens +10 +6 +1 +3 +0")
                .containsPattern("clients +4 +3 +0 +1 +0")
                .contains("skipped: 1 identities: what they belong to is not there")
                .contains("skipped: 1 clients (reports): of ToolHive's configuration; put them into this one")
                .contains(
                        "not carried over: 2 access tokens, 1 refresh tokens, 2 authorization codes, 1 logins on their"
                                + " way, 1 used assertions, 1 indexes.");
        assertThat(ran.out() + ran.err()).doesNotContain("SECRET", "QJ5N3XK7PZ");
        assertThat(ran.status()).as("a client is still to be configured").isEqualTo(1);

        Ran again = run("--provider", "oidc=corp");
        assertThat(again.out()).containsPattern("users +3 +0 +3 +0 +0");
    }

    @Test
    void whereNothingIsLeftToDoItSucceeds() {
        redis.send("DEL", PREFIX + "client:reports");
        assertThat(run("--provider", "oidc=corp").status()).isZero();
    }

    @Test
    void aDryRunWritesNothingAndMakesNoKeyRing() {
        Ran dry = run("--provider", "oidc=corp", "--dry-run");

        assertThat(dry.out()).containsPattern("users +3 +3 +0 +0 +0").endsWith("dry run: nothing was written\n");
        assertThat(folder.resolve("granary.keys")).doesNotExist();
        assertThat(run("--provider", "oidc=corp", "--dry-run").out()).isEqualTo(dry.out());
        assertThat(run("--provider", "oidc=corp").out() + "dry run: nothing was written\n")
                .isEqualTo(dry.out());
    }

    @Test
    void whoReadsThroughSentinelsFindsThePrimary() throws Exception {
        try (RedisServer sentinel = redis.sentinel(folder.resolve("sentinel"))) {
            Ran ran = runFrom("redis-sentinel://127.0.0.1:" + sentinel.port() + "/mymaster", "--provider", "oidc=corp");

            assertThat(ran.out()).as(ran.err()).containsPattern("users +3 +3 +0 +0 +0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thv:auth:{default:mpc}:", "thv:auth:{default:mcp}"})
    void aWrongPrefixIsToldWithThoseThatThereAre(String wrong) {
        Ran ran = run("--key-prefix", wrong);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("--key-prefix", "begins with '" + wrong + "'", "there are '" + PREFIX + "'");
    }

    @Test
    void anEmptyRedisIsFine() {
        redis.send("FLUSHALL");
        Ran ran = run();

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).containsPattern("users +0 +0 +0 +0 +0");
    }

    @Test
    void whatIsWrongIsNamedByItsOption() throws IOException {
        assertThat(runFrom("http://localhost").err()).contains("--from: url: expected redis://");
        assertThat(run("--provider", "oidc=crop").err())
                .contains("--provider oidc=crop: expected one of corp, okta, github");
        assertThat(run("--provider", "oidc").err()).contains("--provider: expected THERE=HERE");
        Files.writeString(config, "storage: 'memory:'\n");
        Ran none = run();
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("--config: expected the file of a server with upstreams");
    }

    @Test
    void aRedisThatDoesNotAnswerIsNamedWithoutThePassword() {
        Ran ran = runFrom("redis://someone:open-sesame@127.0.0.1:1");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("redis://127.0.0.1:1", "someone").doesNotContain("sesame");
    }

    @Test
    void aKeyRingOfAnotherStorageIsRefused() throws IOException {
        assertThat(run("--provider", "oidc=corp").status()).isEqualTo(1);
        Files.delete(folder.resolve("granary.keys"));

        assertThat(run("--provider", "oidc=corp").err()).contains("key ring");
        assertThat(run("--provider", "oidc=corp", "--dry-run").err()).contains("key ring");
    }
}
