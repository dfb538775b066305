package dev.granary.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.tck.RuleResult;
import dev.granary.tck.TckRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Logging in, with no more rights than are documented. */
class AccessIT {

    /** Rights to what only a cluster is asked for. */
    private static final Set<String> OF_CLUSTERS = Set.of("cluster", "asking");

    private final HandClock clock = new HandClock();

    @Test
    void theRulesHoldForAUserWithTheDocumentedRightsAndEachIsUsed() throws IOException {
        try (RedisServer server = RedisServer.start().ready();
                RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", "" + server.port())) {
            admit(server);
            RedisServer.await("a replica", () -> isInStep(replica.ready()));
            Map<String, String> options = new HashMap<>(login());
            options.putAll(Map.of("database", "3", "wait-replicas", "1"));
            List<RuleResult> results = TckRun.over(new Storages(List.of(provider())), server.url(), options)
                    .only(id -> id.matches("(ROUND|ONCE|RETAIN|EXPIRE|FAULT)-[01].|INDEX-0[2-9]|INDEX-1."))
                    .rounds(5)
                    .run();
            assertThat(results)
                    .hasSizeGreaterThan(25)
                    .allMatch(result -> result.failure().isEmpty());
            Set<String> unused = documentedRights();
            unused.removeAll(OF_CLUSTERS);
            unused.removeAll(seenBy(server));
            assertThat(unused).isEmpty();
        }
    }

    @Test
    void theRulesHoldForThatUserInAClusterToo() throws IOException {
        try (RedisCluster cluster = RedisCluster.start(false)) {
            for (RedisServer server : cluster.servers()) {
                admit(server);
            }
            List<RuleResult> results = TckRun.over(new Storages(List.of(provider())), cluster.url(), login())
                    .only(id -> id.matches("ROUND-01|ONCE-0[1278]|INDEX-0[24]|RETAIN-01|FAULT-0."))
                    .rounds(5)
                    .run();
            assertThat(results)
                    .hasSizeGreaterThan(6)
                    .allMatch(result -> result.failure().isEmpty());
            replaceWhileItsSlotMoves(cluster);
            Set<String> seen = new TreeSet<>();
            cluster.servers().forEach(server -> seen.addAll(seenBy(server)));
            assertThat(seen).containsAll(OF_CLUSTERS);
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

    private static Map<String, String> login() {
        return Map.of("user", "granary", "password-env", "GRANARY_REDIS_PASSWORD");
    }

    private static RedisStorageProvider provider() {
        return new RedisStorageProvider(
                name -> name.equals("GRANARY_REDIS_PASSWORD") ? Optional.of("s3cret") : Optional.empty());
    }

    private void replaceWhileItsSlotMoves(RedisCluster cluster) {
        Buckets buckets = new Buckets();
        Samples samples = new Samples(clock);
        try (Storage storage = provider().open(new StorageSettings(cluster.url(), login(), clock))) {
            RecordStore<AssertionKey, AssertionId> store =
                    storage.in(Namespace.DEFAULT).assertions();
            AssertionId record = samples.assertion();
            store.insert(record);
            Digest digest =
                    new KeySpace(buckets, RedisOptions.PREFIX, Namespace.DEFAULT, "assertions").digest(record.key());
            RedisServer from = cluster.ownerOf(buckets.slot(digest.bucket()));
            RedisServer to = cluster.primaries().get((cluster.primaries().indexOf(from) + 1) % 3);
            cluster.move(
                    buckets.slot(digest.bucket()),
                    from,
                    to,
                    () -> assertThat(store.replace(samples.next(record), record.revision()))
                            .isEqualTo(new Written<>()));
        }
    }

    private static boolean isInStep(RedisServer replica) {
        return replica.info("replication", "master_link_status").equals("up");
    }

    /** Commands that the server has run since it started, scripts' included. Before Redis 7 it names no sub-commands. */
    private static Set<String> seenBy(RedisServer server) {
        try (Jedis jedis = server.client()) {
            return Pairs.ofLines(jedis.info("commandstats").getBytes(StandardCharsets.UTF_8)).keySet().stream()
                    .map(name -> name.replaceAll("cmdstat_|\\|.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> documentedRights() throws IOException {
        return documentedRule().stream()
                .filter(word -> word.startsWith("+"))
                .map(word -> word.replaceAll("\\+|\\|.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Gives the user exactly the rights that the operator's page lists. */
    private static void admit(RedisServer server) throws IOException {
        List<String> words = documentedRule();
        try (Jedis jedis = server.client()) {
            jedis.aclSetUser("granary", words.toArray(String[]::new));
        }
    }

    private static List<String> documentedRule() throws IOException {
        String rule = Files.readAllLines(Path.of("../docs/operator/redis.md")).stream()
                .filter(line -> line.startsWith("ACL SETUSER granary "))
                .findFirst()
                .orElseThrow();
        List<String> words = List.of(rule.replace("<password>", "s3cret").split(" ", -1));
        return words.subList(3, words.size());
    }
}
