package dev.granary.storage.redis;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** The values of one kind in one namespace, by digest. */
final class Drawer<K extends RecordKey, R extends StoredRecord<K>> {

    private final RecordKind<K, R> kind;
    private final KeySpace keys;
    private final Exchange exchange;
    private final Scripts scripts;
    private final InstantSource clock;

    Drawer(Ground ground, Namespace namespace, RecordKind<K, R> kind) {
        this.kind = kind;
        this.keys = new KeySpace(ground.buckets(), ground.prefix(), namespace, kind.name());
        this.exchange = ground.exchange();
        this.scripts = ground.scripts();
        this.clock = ground.clock();
    }

    RecordKind<K, R> kind() {
        return kind;
    }

    KeySpace keys() {
        return keys;
    }

    Exchange exchange() {
        return exchange;
    }

    Scripts scripts() {
        return scripts;
    }

    Instant now() {
        return clock.instant();
    }

    Task task(String operation, Task.Effect effect) {
        return Task.of(operation, kind.name(), effect);
    }

    Task task(String operation, Digest key, Task.Effect effect) {
        return new Task(operation, kind.name(), Optional.of(key), effect);
    }

    /** The records of those digests that have one which is not over. */
    Map<Digest, R> read(String operation, List<Digest> digests) {
        Map<Digest, R> records = new LinkedHashMap<>();
        String now = StoredValue.digits(now());
        values(task(operation, Task.Effect.READ), digests)
                .forEach((digest, value) -> live(digest, value, now).ifPresent(record -> records.put(digest, record)));
        return records;
    }

    /** The record in this value, if it is not over. */
    Optional<R> live(Digest digest, byte @Nullable [] value, String now) {
        if (value == null) {
            return Optional.empty();
        }
        StoredValue stored = StoredValue.parse(value, kind.name(), digest);
        return stored.isOver(now) ? Optional.empty() : Optional.of(kind.decode(stored.document(), RedisStorage.ID));
    }

    /** The values of those digests that have one: one command for each node, or for each bucket of a cluster. */
    Map<Digest, byte[]> values(Task task, List<Digest> digests) {
        exchange.requireOpen(task);
        if (digests.isEmpty()) {
            return Map.of();
        }
        List<List<Digest>> groups = exchange.route().isDivided() ? byBucket(digests) : List.of(digests);
        List<@Nullable Object> replies =
                exchange.send(task, groups.stream().map(this::get).toList());
        Map<Digest, byte[]> values = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            List<?> found = (List<?>) replies.get(i);
            for (int j = 0; found != null && j < found.size(); j++) {
                if (found.get(j) != null) {
                    values.put(groups.get(i).get(j), (byte[]) found.get(j));
                }
            }
        }
        return values;
    }

    /** A swap that names the record's key, and those of what lists it only if that has to follow. */
    Request swap(Swap swap) {
        return request(swap, List.of(keys.record(swap.key()))).or(() -> wholeSwap(swap));
    }

    /** A swap that names all keys around the record. */
    Request wholeSwap(Swap swap) {
        return request(swap, keys.around(swap.key()));
    }

    private Request request(Swap swap, List<byte[]> named) {
        List<byte[]> arguments = swap.arguments(
                StoredValue.digits(now()), kind.name(), exchange.replication().isAwaited());
        return Request.of(swap.key().bucket(), scripts.swap(), named, arguments);
    }

    private Request get(List<Digest> group) {
        return Request.of(
                group.get(0).bucket(),
                Command.MGET,
                group.stream().map(keys::record).toArray(byte[][]::new));
    }

    private static List<List<Digest>> byBucket(List<Digest> digests) {
        Map<Integer, List<Digest>> buckets = new LinkedHashMap<>();
        digests.forEach(digest -> buckets.computeIfAbsent(digest.bucket(), first -> new ArrayList<>())
                .add(digest));
        return List.copyOf(buckets.values());
    }
}
