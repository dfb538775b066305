package dev.granary.storage.redis;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Records of one kind in one namespace, each under a key of its own.
 *
 * <p>An insert first writes the index entries and then the record, in this order, so that no record is ever unlisted
 * however the insert ends. Every write of a record is one run of one script, which also keeps the list of all records
 * of its bucket. No replace touches an index.
 */
final class RedisRecordStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    private static final Long WRITTEN = 1L;
    private static final Long LATE = 3L;

    private final Drawer<K, R> drawer;
    private final Listings<K, R> listings;
    private final Purge<K, R> purge;

    RedisRecordStore(Drawer<K, R> drawer) {
        this.drawer = drawer;
        this.listings = new Listings<>(drawer);
        this.purge = new Purge<>(drawer);
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        Digest key = digest(record);
        byte[] document = drawer.kind().encode(record);
        Task task = drawer.task("insert", key, Task.Effect.WRITE);
        Object answer;
        do {
            Optional<Long> latest = listings.add(record, key);
            Swap swap = Swap.put(key, Optional.empty(), record, document, drawer.now())
                    .before(latest);
            answer = drawer.exchange().send(task, drawer.wholeSwap(swap));
        } while (LATE.equals(answer));
        return WRITTEN.equals(answer) ? new Written<>() : new Conflict<>(stored(key, answer));
    }

    @Override
    public Optional<R> find(K key) {
        Digest digest = drawer.keys().digest(key);
        Object value = drawer.exchange()
                .send(
                        drawer.task("find", digest, Task.Effect.READ),
                        Request.of(digest.bucket(), Command.GET, drawer.keys().record(digest)));
        return drawer.live(digest, (byte[]) value, StoredValue.digits(drawer.now()));
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        List<Digest> digests =
                keys.stream().map(drawer.keys()::digest).distinct().toList();
        return List.copyOf(drawer.read("findAll", digests).values());
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        Swap swap = put(next, expected);
        Task task = drawer.task("replace", swap.key(), Task.Effect.WRITE);
        return outcome(swap.key(), drawer.exchange().send(task, drawer.swap(swap)));
    }

    /** In the order given: no step holds two keys, so there is no opposite order to deadlock with. */
    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        List<Swap> swaps = changes.stream()
                .map(change -> put(change.next(), change.expected()))
                .toList();
        // A second change of a key must not be decided before the first, so none of those may be sent again.
        boolean isDistinct = swaps.stream().map(Swap::key).distinct().count() == swaps.size();
        List<Request> requests = swaps.stream()
                .map(isDistinct ? drawer::swap : drawer::wholeSwap)
                .toList();
        List<@Nullable Object> answers = drawer.exchange().send(drawer.task("replaceAll", Task.Effect.WRITE), requests);
        List<ReplaceOutcome<R>> outcomes = new ArrayList<>();
        for (int i = 0; i < swaps.size(); i++) {
            outcomes.add(outcome(swaps.get(i).key(), answers.get(i)));
        }
        return outcomes;
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        Digest digest = drawer.keys().digest(key);
        Task task = drawer.task("remove", digest, Task.Effect.WRITE);
        return outcome(digest, drawer.exchange().send(task, drawer.wholeSwap(Swap.remove(digest, expected))));
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        requirePositive(limit);
        return listings.page(selection, after, limit);
    }

    @Override
    public Purged purge(Instant now, int limit) {
        requirePositive(limit);
        return purge.run(now, limit);
    }

    private Swap put(R next, Revision expected) {
        return Swap.put(digest(next), Optional.of(expected), next, drawer.kind().encode(next), drawer.now());
    }

    private Digest digest(R record) {
        return drawer.keys().digest(record.key());
    }

    private ReplaceOutcome<R> outcome(Digest key, @Nullable Object answer) {
        if (WRITTEN.equals(answer)) {
            return new Written<>();
        }
        return answer instanceof byte[] ? new Conflict<>(stored(key, answer)) : new Absent<>();
    }

    /** @throws OutcomeUnknownException if the answer is none that the script gives */
    private R stored(Digest key, @Nullable Object answer) {
        if (!(answer instanceof byte[] bytes)) {
            throw Faults.garbled(drawer.task("decode", key, Task.Effect.WRITE));
        }
        StoredValue value = StoredValue.parse(bytes, drawer.kind().name(), key);
        return drawer.kind().decode(value.document(), RedisStorage.ID);
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected 1 or more, got " + limit);
        }
    }
}
