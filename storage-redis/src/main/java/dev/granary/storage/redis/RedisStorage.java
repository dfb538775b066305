package dev.granary.storage.redis;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Capability;
import dev.granary.spi.Health;
import dev.granary.spi.PoolUse;
import dev.granary.spi.Stats;
import dev.granary.spi.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;

/**
 * A storage that keeps records in Redis or Valkey: one server, one that sentinels watch over, or a cluster. Several may
 * be open on the same servers at once. Every operation is decided at the primary of the record.
 */
public final class RedisStorage implements Storage {

    static final String ID = "redis";

    /** A time within which a probe is seen, and after which it is gone by itself. */
    private static final byte[] PROBE_MILLIS = KeySpace.bytes("10000");

    private final Ground ground;
    private final Set<Capability> capabilities;
    private final boolean ownsClient;

    RedisStorage(Ground ground, Set<Capability> capabilities, boolean ownsClient) {
        this.ground = ground;
        this.capabilities = Set.copyOf(capabilities);
        this.ownsClient = ownsClient;
    }

    /** Starts a storage on a client of the host's, which the host closes. The time is told by {@code clock}. */
    public static Builder builder(RedisClient client, InstantSource clock) {
        return new Builder(PoolRoute.of(client), new Buckets(), clock);
    }

    /** Starts a storage on a client of the host's, which the host closes. The time is told by {@code clock}. */
    public static Builder builder(RedisSentinelClient client, InstantSource clock) {
        return new Builder(PoolRoute.of(client), new Buckets(), clock);
    }

    /**
     * Starts a storage on a client of the host's, which the host closes. The time is told by {@code clock}. The
     * client's own retries do not matter, since its connections are used and not its commands.
     */
    public static Builder builder(RedisClusterClient client, InstantSource clock) {
        Buckets buckets = new Buckets();
        return new Builder(new ClusterRoute(client, buckets), buckets, clock);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> store(
            Namespace namespace, RecordKind<K, R> kind) {
        ground.exchange().requireOpen(Task.of("store", kind.name(), Task.Effect.READ));
        return new RedisRecordStore<>(new Drawer<>(ground, namespace, kind));
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Writes a key that vanishes by itself at each primary. */
    @Override
    public Health health() {
        if (ground.exchange().isClosed()) {
            return new Health(false, "redis: closed");
        }
        try {
            probe(ground);
            return new Health(true, "redis: every primary reads and writes");
        } catch (StorageException e) {
            return new Health(false, e.fault().describe());
        }
    }

    static void probe(Ground ground) {
        Task task = Task.of("probe", "storage", Task.Effect.LIST);
        List<Request> writes = ground.exchange().route().onePerPrimary().stream()
                .map(bucket -> Request.of(
                        bucket,
                        Command.SET,
                        KeySpace.bytes(ground.prefix() + ":{" + ground.buckets().tag(bucket) + "}:probe"),
                        KeySpace.bytes("1"),
                        KeySpace.bytes("PX"),
                        PROBE_MILLIS))
                .toList();
        ground.exchange().send(task, writes);
    }

    @Override
    public Stats stats() {
        Task task = Task.of("stats", "storage", Task.Effect.READ);
        List<Request> requests = IntStream.range(0, Buckets.COUNT)
                .mapToObj(bucket -> Request.of(
                        bucket,
                        Command.HGETALL,
                        KeySpace.bytes(KeySpace.counts(ground.buckets(), ground.prefix(), bucket))))
                .toList();
        Map<String, Long> records = new HashMap<>();
        for (@Nullable Object reply : ground.exchange().send(task, requests)) {
            Pairs.of(reply).forEach((kind, count) -> records.merge(kind, Long.parseLong(count), Long::sum));
        }
        return new Stats(records);
    }

    @Override
    public Optional<PoolUse> pool() {
        return Optional.of(ground.exchange().route().pool());
    }

    @Override
    public void close() {
        if (ground.exchange().close() && ownsClient) {
            ground.exchange().route().close();
        }
    }

    /** Collects what a storage is opened with. Not safe for threads. */
    public static final class Builder {

        private final Route route;
        private final Buckets buckets;
        private final InstantSource clock;
        private String prefix = RedisOptions.PREFIX;
        private Replication replication = new Replication(0, Duration.ZERO);
        private boolean allowsEviction;

        Builder(Route route, Buckets buckets, InstantSource clock) {
            this.route = route;
            this.buckets = buckets;
            this.clock = clock;
        }

        /**
         * Begins every key with this, {@code granary} unless said otherwise.
         *
         * @throws IllegalArgumentException if it is not 1 to 64 of letters, digits, '_', '.', '-' and ':'
         */
        public Builder prefix(String text) {
            this.prefix = RedisOptions.requirePrefix(text);
            return this;
        }

        /**
         * Lets a write count only when this many replicas have it. If they have not within {@code patience}, the
         * outcome is unknown. Patience should be less than the client's socket timeout.
         *
         * @throws IllegalArgumentException if {@code replicas} is below 1 or {@code patience} below 1 millisecond
         */
        public Builder waitReplicas(int replicas, Duration patience) {
            if (replicas < 1 || patience.toMillis() < 1) {
                throw new IllegalArgumentException("wait: expected 1 replica and 1 millisecond or more");
            }
            this.replication = new Replication(replicas, patience);
            return this;
        }

        /** Opens the storage although the server may drop records at will when its memory is full. */
        public Builder allowEviction() {
            this.allowsEviction = true;
            return this;
        }

        /**
         * Opens the storage.
         *
         * @throws dev.granary.spi.StorageSettingsException if the server is set up in a way that loses records
         * @throws dev.granary.record.StorageUnavailableException if it cannot be reached, or not be written to
         */
        public RedisStorage open() {
            return open(false);
        }

        RedisStorage open(boolean ownsClient) {
            Exchange exchange = new Exchange(route, replication, Duration.ofSeconds(2));
            Ground ground = new Ground(exchange, Scripts.load(), buckets, prefix, clock);
            Opening opening = new Opening(ServerFacts.of(exchange), replication, allowsEviction, route.isDivided());
            opening.require();
            probe(ground);
            opening.tell();
            return new RedisStorage(ground, opening.capabilities(), ownsClient);
        }
    }
}
