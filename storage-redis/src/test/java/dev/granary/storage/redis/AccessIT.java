package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Health;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.tck.RuleResult;
import dev.granary.tck.TckRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Logging in with few rights, and encryption. */
class AccessIT {

    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final HandClock clock = new HandClock();

    @Test
    void theRulesHoldForAUserWithTheDocumentedRights() throws IOException {
        try (RedisServer server = RedisServer.start().ready()) {
            admit(server);
            assertThat(new Storages(List.of(provider())))
                    .satisfies(installed -> assertThat(TckRun.over(installed, server.url(), login())
                                    .only(id -> id.matches("(ROUND|ONCE|INDEX|RETAIN|EXPIRE|FAULT)-[01]."))
                                    .rounds(5)
                                    .run())
                            .hasSizeGreaterThan(25)
                            .allMatch(result -> result.failure().isEmpty()));
        }
    }

    @Test
    void theRulesHoldForThatUserInAClusterToo() throws IOException {
        try (RedisCluster cluster = RedisCluster.start(false)) {
            for (RedisServer server : cluster.servers()) {
                admit(server);
            }
            List<RuleResult> results = TckRun.over(new Storages(List.of(provider())), cluster.url(), login())
                    .only(id -> id.matches("ROUND-01|ONCE-0[1278]|INDEX-01|RETAIN-01|FAULT-0."))
                    .rounds(5)
                    .run();
            assertThat(results)
                    .hasSizeGreaterThan(6)
                    .allMatch(result -> result.failure().isEmpty());
        }
    }

    @Test
    void keysOutsideOfThePatternAreRefusedAtOnce() throws IOException {
        try (RedisServer server = RedisServer.start().ready()) {
            admit(server);
            Map<String, String> options = new HashMap<>(login());
            options.put("prefix", "elsewhere");
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> provider().open(new StorageSettings(server.url(), options, clock)))
                    .withMessageContaining("NOPERM");
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() throws IOException {
        try (RedisServer server = RedisServer.start().ready()) {
            admit(server);
            String url = server.url().replace("//", "//granary:wr0ng@");
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> provider().open(StorageSettings.of(url, clock)))
                    .withMessageContaining("WRONGPASS")
                    .withMessageContaining("as user granary")
                    .withMessageNotContaining("wr0ng");
        }
    }

    @Test
    void connectionsAreEncryptedAndTheServersCertificateIsVerified(@TempDir Path directory) throws Exception {
        Path mine = certificate(directory, "mine");
        Path foreign = certificate(directory, "foreign");
        try (RedisServer encrypted = RedisServer.encrypted(mine, directory.resolve("mine.key"))) {
            String url = "rediss://localhost:" + encrypted.port();
            RedisServer.await("an encrypted reply", () -> opens(url, mine).isPresent());
            Health health = opens(url, mine).orElseThrow();
            assertThat(health.ready()).isTrue();
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> provider().open(settings(url, foreign)))
                    .withMessageContaining("TLS");
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> provider().open(StorageSettings.of(url, clock)))
                    .withMessageContaining("TLS");
        }
    }

    private Optional<Health> opens(String url, Path authority) {
        try (Storage storage = provider().open(settings(url, authority))) {
            return Optional.of(storage.health());
        } catch (StorageUnavailableException e) {
            return Optional.empty();
        }
    }

    private StorageSettings settings(String url, Path authority) {
        return new StorageSettings(url, Map.of("tls-ca", authority.toString()), clock);
    }

    private static Map<String, String> login() {
        return Map.of("user", "granary", "password-env", "GRANARY_REDIS_PASSWORD");
    }

    private static RedisStorageProvider provider() {
        return new RedisStorageProvider(
                name -> name.equals("GRANARY_REDIS_PASSWORD") ? Optional.of("s3cret") : Optional.empty());
    }

    /** Gives the user exactly the rights that the operator's page lists. */
    private static void admit(RedisServer server) throws IOException {
        String rule = Files.readAllLines(Path.of("../docs/operator/redis.md")).stream()
                .filter(line -> line.startsWith("ACL SETUSER granary "))
                .findFirst()
                .orElseThrow();
        List<String> words =
                new ArrayList<>(List.of(rule.replace("<password>", "s3cret").split(" ", -1)));
        try (Jedis jedis = server.client()) {
            jedis.aclSetUser("granary", words.subList(3, words.size()).toArray(String[]::new));
        }
    }

    /** Makes a certificate of its own authority for localhost, and its key beside it. */
    private static Path certificate(Path directory, String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = open(store);
        Files.writeString(
                directory.resolve(name + ".key"),
                pem("PRIVATE KEY", keys.getKey(name, STORE_PASSWORD).getEncoded()));
        return Files.writeString(
                directory.resolve(name + ".pem"),
                pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD);
        }
        return keys;
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
