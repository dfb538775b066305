package dev.granary.storage.redis;

import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Reads what others keep in Redis, at a URL as this backend takes it. It writes nothing. Safe for threads; every method
 * throws {@link StorageUnavailableException} if the server does not answer.
 */
public final class ForeignKeys implements AutoCloseable {

    private static final int PAGE = 1000;

    private final RedisSettings settings;
    private final UnifiedJedis client;

    private ForeignKeys(RedisSettings settings, UnifiedJedis client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Opens it. A single server is not asked yet. The options that are about writing change nothing.
     *
     * @throws StorageSettingsException naming every fault of the URL and the options
     */
    public static ForeignKeys open(StorageSettings settings) {
        RedisSettings taken = RedisSettings.of(settings, name -> Optional.ofNullable(System.getenv(name)));
        return new ForeignKeys(taken, answered(taken, "open", () -> RedisClients.client(taken)));
    }

    /** Where this leads, without user, password and options. */
    public String place() {
        return settings.url().describe();
    }

    /**
     * Takes every key that begins with this, page by page. One that is there all the while is not missed; one may show
     * twice.
     *
     * @throws StorageSettingsException if the server is a cluster and the text does not say, by a {tag}, where in it
     */
    public void forEach(String beginning, Consumer<String> step) {
        boolean isDivided = settings.url().mode() == RedisUrl.Mode.CLUSTER;
        if (isDivided && !beginning.matches("(?s)[^{]*\\{[^}]+\\}.*")) {
            throw new StorageSettingsException(
                    List.of("prefix: expected a {tag} in what the keys of a cluster begin with"));
        }
        ScanParams wanted = new ScanParams().match(escaped(beginning) + "*").count(PAGE);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<String> page = answered(settings, "scan", () -> client.scan(from, wanted));
            page.getResult().forEach(step);
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    /** Reads keys, in their order. Those that have gone meanwhile are left out. */
    public List<Entry> read(Collection<String> keys) {
        List<Entry> found = answered(settings, "read", () -> looked(keys));
        return answered(settings, "read", () -> filled(found));
    }

    private List<Entry> looked(Collection<String> keys) {
        List<Look> looks;
        try (AbstractPipeline pipeline = client.pipelined()) {
            looks = keys.stream()
                    .map(key -> new Look(key, pipeline.type(key), pipeline.pttl(key)))
                    .toList();
            pipeline.sync();
        }
        return looks.stream()
                .map(look -> new Entry(
                        look.key(),
                        look.type().get(),
                        Optional.empty(),
                        life(look.life().get())))
                .filter(entry -> !entry.type().equals("none"))
                .toList();
    }

    private List<Entry> filled(List<Entry> found) {
        List<Reading> readings;
        try (AbstractPipeline pipeline = client.pipelined()) {
            readings = found.stream()
                    .map(entry -> new Reading(
                            entry, entry.isText() ? Optional.of(pipeline.get(entry.key())) : Optional.empty()))
                    .toList();
            pipeline.sync();
        }
        return readings.stream().flatMap(reading -> reading.entry().stream()).toList();
    }

    /** What was asked of a key. */
    private record Look(String key, Response<String> type, Response<Long> life) {}

    /** What was asked of a key that is there. */
    private record Reading(Entry looked, Optional<Response<String>> text) {

        /** Empty if a text has gone meanwhile. */
        Optional<Entry> entry() {
            return text.isEmpty()
                    ? Optional.of(looked)
                    : text.flatMap(answer -> Optional.ofNullable(answer.get())).map(looked::with);
        }
    }

    private static Optional<Duration> life(long millis) {
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static <T> T answered(RedisSettings settings, String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (JedisException e) {
            throw Faults.unread(operation, settings.describe(), e);
        }
    }

    /** What a pattern takes as it stands. No more is escaped than must be: a cluster finds its node by the {tag} in it. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\*?\\[]", "\\\\$0");
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * A key and what is under it.
     *
     * @param key the key
     * @param type the type as Redis calls it, such as {@code string} or {@code set}
     * @param value the text, if the type is {@code string}
     * @param life how long it still lives; unset means forever
     */
    public record Entry(String key, String type, Optional<String> value, Optional<Duration> life) {

        /** Whether it is a text. */
        public boolean isText() {
            return type.equals("string");
        }

        private Entry with(String text) {
            return new Entry(key, type, Optional.of(text), life);
        }

        /** Without the value. */
        @Override
        public String toString() {
            return "Entry[" + key + ", " + type + "]";
        }
    }
}
