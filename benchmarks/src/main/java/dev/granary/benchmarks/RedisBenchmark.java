package dev.granary.benchmarks;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.storage.redis.RedisStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/**
 * Compares the Redis backend with the raw commands through the same client, pool and bytes, and measures what a rotated
 * grant takes of the server's memory. Arguments: host, port, number of grants. It empties the database.
 */
public final class RedisBenchmark {

    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final String SWAP = "local head = redis.call('GETRANGE', KEYS[1], 0, 21) "
            + "if head == '' then return 0 end redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1";

    private final RedisClient client;
    private final List<Grant> grants = new ArrayList<>();
    private final RecordStore<GrantId, Grant> store;
    private final byte[] document;
    private final byte[] sha;

    private RedisBenchmark(RedisClient client, int count) {
        this.client = client;
        client.flushAll();
        this.store = RedisStorage.builder(client, Clock.systemUTC())
                .allowEviction()
                .open()
                .in(Namespace.DEFAULT)
                .grants();
        ReferenceGrants reference = new ReferenceGrants(Clock.systemUTC().instant());
        for (int i = 0; i < count; i++) {
            grants.add(reference.rotated(i / 10));
        }
        this.document = Grant.KIND.encode(grants.get(0));
        this.sha = client.scriptLoad(SWAP).getBytes(StandardCharsets.US_ASCII);
    }

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws Exception {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(64);
        pool.setMaxIdle(64);
        try (RedisClient client = RedisClient.builder()
                .hostAndPort(arguments[0], Integer.parseInt(arguments[1]))
                .poolConfig(pool)
                .build()) {
            RedisBenchmark benchmark = new RedisBenchmark(client, Integer.parseInt(arguments[2]));
            benchmark.measureMemory();
            benchmark.fillRaw();
            for (int threads : new int[] {8, 32}) {
                benchmark.compare(threads);
            }
        }
    }

    private void measureMemory() throws Exception {
        long before = usedMemory();
        AtomicLong next = new AtomicLong();
        onThreads(16, thread -> {
            for (long i = next.getAndIncrement(); i < grants.size(); i = next.getAndIncrement()) {
                store.insert(grants.get((int) i));
            }
        });
        System.out.printf("document of a grant: %d bytes%n", document.length);
        System.out.printf(
                "memory: %d bytes for each of %d grants, all keys%n",
                (usedMemory() - before) / grants.size(), grants.size());
    }

    private void fillRaw() {
        for (int i = 0; i < 1000; i++) {
            client.set(raw(i), document);
        }
    }

    private void compare(int threads) throws Exception {
        Map<String, IntConsumer> subjects = new LinkedHashMap<>();
        subjects.put("raw GET", i -> client.get(raw(i)));
        subjects.put("find", i -> store.find(grants.get(i % grants.size()).id()));
        subjects.put("raw GET again", i -> client.get(raw(i)));
        subjects.put("raw GET + EVALSHA", this::rawTransition);
        subjects.put("find + replace", this::transition);
        subjects.put("raw GET + EVALSHA again", this::rawTransition);
        Map<String, double[]> rates = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var subject : subjects.entrySet()) {
                rates.computeIfAbsent(subject.getKey(), name -> new double[ROUNDS])[round] =
                        rate(threads, subject.getValue());
            }
        }
        rates.forEach((name, all) -> System.out.printf("%2d threads, %-24s %,9.0f/s%n", threads, name, median(all)));
        printRatio(threads, rates, "find", "raw GET");
        printRatio(threads, rates, "raw GET again", "raw GET");
        printRatio(threads, rates, "find + replace", "raw GET + EVALSHA");
        printRatio(threads, rates, "raw GET + EVALSHA again", "raw GET + EVALSHA");
    }

    private void rawTransition(int i) {
        client.get(raw(i));
        client.evalsha(sha, List.of(raw(i)), List.of(document, "2592000000".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Threads meet on some grants: the loser's answer brings the winner's document, and counts as a transition too. */
    private void transition(int i) {
        Grant found = store.find(grants.get(i % grants.size()).id()).orElseThrow();
        Revision attempt = Revision.random(new SplittableRandom(System.nanoTime() ^ ((long) i << 32)));
        store.replace(ReferenceGrants.again(found, attempt), found.revision());
    }

    private static double rate(int threads, IntConsumer operation) throws Exception {
        AtomicLong done = new AtomicLong();
        long begun = System.nanoTime();
        onThreads(threads, thread -> {
            SplittableRandom random = new SplittableRandom(begun + thread);
            long count = 0;
            while (System.nanoTime() - begun < ROUND_NANOS) {
                operation.accept(random.nextInt(1_000_000));
                count++;
            }
            done.addAndGet(count);
        });
        return done.get() * 1e9 / (System.nanoTime() - begun);
    }

    private static void onThreads(int threads, IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            running.add(pool.submit(() -> work.accept(thread)));
        }
        for (Future<?> each : running) {
            each.get();
        }
        pool.shutdown();
    }

    private static byte[] raw(int i) {
        return ("raw:" + i % 1000).getBytes(StandardCharsets.US_ASCII);
    }

    private long usedMemory() {
        return client.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
                .findFirst()
                .orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void printRatio(int threads, Map<String, double[]> rates, String subject, String raw) {
        double[] of = Objects.requireNonNull(rates.get(subject));
        double[] to = Objects.requireNonNull(rates.get(raw));
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, i -> of[i] / to[i]);
        System.out.printf("%2d threads, %-24s %.2f of %s%n", threads, subject, median(ratios), raw);
    }
}
