package dev.granary.storage.memory;

import dev.granary.record.Absent;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StorageFault;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import dev.granary.record.Written;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind in one namespace, in a map.
 *
 * <p>Every write is one {@code compute} on the record's own key: it reads the clock, decides and changes the map under
 * the key's lock. Within it listings and deadlines are added to, so they are there before the record shows; they are
 * taken away after it. Those functions lock no other key, so writers cannot deadlock.
 */
final class MemoryRecordStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    /** How many records that are over a newcomer purges before it is refused, at a time. */
    private static final int STEP = 64;

    /** How many records one page looks at beyond its limit, and the most it holds. */
    private static final int PAGE = 10_000;

    private final RecordKind<K, R> kind;
    private final InstantSource clock;
    private final Room room;
    private final AtomicBoolean closed;
    private final ConcurrentHashMap<K, Entry<R>> entries = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Deadline, K> deadlines = new ConcurrentSkipListMap<>();
    private final Listings<K, R> listings;
    private final AtomicLong sequence = new AtomicLong();

    MemoryRecordStore(RecordKind<K, R> kind, InstantSource clock, Room room, AtomicBoolean closed) {
        this.kind = kind;
        this.clock = clock;
        this.room = room;
        this.closed = closed;
        this.listings = new Listings<>(kind.indexes());
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        requireOpen("insert");
        Insertion insertion = new Insertion(record);
        attempt(insertion);
        boolean purgedSome = true;
        // Ends with an attempt after a purge that found nothing: a slot may have come free meanwhile.
        while (insertion.outcome.isEmpty() && purgedSome) {
            purgedSome = removeOver(clock.instant(), STEP) > 0;
            attempt(insertion);
        }
        return insertion.outcome.orElseThrow(this::full);
    }

    private void attempt(Insertion insertion) {
        entries.compute(insertion.record.key(), insertion);
        insertion.gone.ifPresent(this::forget);
    }

    @Override
    public Optional<R> find(K key) {
        requireOpen("find");
        Entry<R> entry = entries.get(key);
        return entry == null || entry.isOver(clock) ? Optional.empty() : Optional.of(entry.record());
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        requireOpen("findAll");
        return keys.stream()
                .distinct()
                .map(entries::get)
                .filter(this::isLive)
                .map(Entry::record)
                .toList();
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        requireOpen("replace");
        Replacement replacement = new Replacement(next, expected);
        entries.computeIfPresent(next.key(), replacement);
        return replacement.outcome;
    }

    /** In the order given: no step holds two keys, so there is no opposite order to deadlock with. */
    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        requireOpen("replaceAll");
        return changes.stream()
                .map(change -> replace(change.next(), change.expected()))
                .toList();
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        requireOpen("remove");
        Removal removal = new Removal(expected);
        entries.computeIfPresent(key, removal);
        removal.gone.ifPresent(this::forget);
        return removal.outcome;
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        requireOpen("page");
        requirePositive(limit);
        Position position = Position.of(after, mark(selection));
        NavigableMap<Long, K> keys = selection.match(listings::all, listings::by);
        return page(keys.tailMap(position.sequence(), false).entrySet().iterator(), position, limit);
    }

    private Page<R> page(Iterator<Map.Entry<Long, K>> keys, Position after, int limit) {
        Instant now = clock.instant();
        int most = Math.min(limit, PAGE);
        List<R> records = new ArrayList<>();
        Position position = after;
        for (int looked = 0; keys.hasNext() && records.size() < most && looked < most + PAGE; looked++) {
            Map.Entry<Long, K> listed = keys.next();
            position = position.at(listed.getKey());
            Entry<R> entry = entries.get(listed.getValue());
            if (entry != null && entry.sequence() == listed.getKey() && !entry.isOver(now)) {
                records.add(entry.record());
            }
        }
        return new Page<>(records, keys.hasNext() ? Optional.of(position.cursor()) : Optional.empty());
    }

    @Override
    public Purged purge(Instant now, int limit) {
        requireOpen("purge");
        requirePositive(limit);
        Instant horizon = Times.earlier(now, clock.instant());
        int removed = removeOver(horizon, limit);
        return new Purged(
                removed, deadlines.headMap(Deadline.lastOf(horizon), true).isEmpty());
    }

    long count() {
        return entries.mappingCount();
    }

    private int removeOver(Instant horizon, int limit) {
        Iterator<Map.Entry<Deadline, K>> over =
                deadlines.headMap(Deadline.lastOf(horizon), true).entrySet().iterator();
        int removed = 0;
        for (int looked = 0; over.hasNext() && looked < limit; looked++) {
            Map.Entry<Deadline, K> next = over.next();
            Purge purge = new Purge(next.getKey().sequence(), horizon);
            entries.computeIfPresent(next.getValue(), purge);
            purge.gone.ifPresent(this::forget);
            removed += purge.gone.isPresent() ? 1 : 0;
        }
        return removed;
    }

    private boolean isLive(@Nullable Entry<R> stored) {
        return stored != null && !stored.isOver(clock);
    }

    private void forget(Entry<R> gone) {
        deadlines.remove(gone.deadline());
        listings.drop(listings.placesOf(gone.record()), gone.sequence());
    }

    private void watch(Entry<R> entry) {
        if (entry.endsSometime()) {
            deadlines.put(entry.deadline(), entry.record().key());
        }
    }

    private String mark(Selection<R> selection) {
        return selection.match(
                () -> "all:0", (index, value) -> index.name() + ":" + Integer.toHexString(value.hashCode()));
    }

    private void requireOpen(String operation) {
        if (closed.get()) {
            throw MemoryStorage.closed(operation, kind.name());
        }
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected 1 or more, got " + limit);
        }
    }

    private CapacityExceededException full() {
        return new CapacityExceededException(StorageFault.of(
                MemoryStorage.ID, "insert", kind.name(), "raise the cap of this kind, or wait until records end"));
    }

    /** Fills a key that is free or whose record is over. No outcome means that there was no room. */
    private final class Insertion implements BiFunction<K, @Nullable Entry<R>, @Nullable Entry<R>> {

        private final R record;
        private final List<Place> places;
        private Optional<Entry<R>> gone = Optional.empty();
        private Optional<InsertOutcome<R>> outcome = Optional.empty();

        Insertion(R record) {
            this.record = record;
            this.places = listings.placesOf(record);
        }

        @Override
        public @Nullable Entry<R> apply(K key, @Nullable Entry<R> stored) {
            if (stored != null && isLive(stored)) {
                boolean same = stored.record().revision().equals(record.revision());
                outcome = Optional.of(same ? new Written<>() : new Conflict<>(stored.record()));
                return stored;
            }
            // A record that is over passes its slot on.
            if (stored == null && !room.take()) {
                return null;
            }
            gone = Optional.ofNullable(stored);
            outcome = Optional.of(new Written<>());
            Entry<R> entry = Entry.of(sequence.incrementAndGet(), record);
            watch(entry);
            listings.add(places, entry.sequence(), key);
            return entry;
        }
    }

    private final class Replacement implements BiFunction<K, Entry<R>, Entry<R>> {

        private final R next;
        private final Revision expected;
        private ReplaceOutcome<R> outcome = new Absent<>();

        Replacement(R next, Revision expected) {
            this.next = next;
            this.expected = expected;
        }

        @Override
        public Entry<R> apply(K key, Entry<R> stored) {
            if (!isLive(stored)) {
                return stored;
            }
            Revision revision = stored.record().revision();
            boolean repeated = revision.equals(next.revision());
            if (repeated || !revision.equals(expected)) {
                outcome = repeated ? new Written<>() : new Conflict<>(stored.record());
                return stored;
            }
            outcome = new Written<>();
            return moved(stored, Entry.of(stored.sequence(), next));
        }

        private Entry<R> moved(Entry<R> stored, Entry<R> entry) {
            if (!stored.retainUntil().equals(entry.retainUntil())) {
                watch(entry);
                deadlines.remove(stored.deadline());
            }
            return entry;
        }
    }

    private final class Removal implements BiFunction<K, Entry<R>, @Nullable Entry<R>> {

        private final Revision expected;
        private Optional<Entry<R>> gone = Optional.empty();
        private ReplaceOutcome<R> outcome = new Absent<>();

        Removal(Revision expected) {
            this.expected = expected;
        }

        @Override
        public @Nullable Entry<R> apply(K key, Entry<R> stored) {
            if (!isLive(stored)) {
                return stored;
            }
            if (!stored.record().revision().equals(expected)) {
                outcome = new Conflict<>(stored.record());
                return stored;
            }
            outcome = new Written<>();
            gone = Optional.of(stored);
            room.giveBack();
            return null;
        }
    }

    /** Removes an entry if it still is the one that was meant and still over, by the clock too. */
    private final class Purge implements BiFunction<K, Entry<R>, @Nullable Entry<R>> {

        private final long meant;
        private final Instant horizon;
        private Optional<Entry<R>> gone = Optional.empty();

        Purge(long meant, Instant horizon) {
            this.meant = meant;
            this.horizon = horizon;
        }

        @Override
        public @Nullable Entry<R> apply(K key, Entry<R> stored) {
            if (stored.sequence() != meant || !stored.isOver(horizon) || isLive(stored)) {
                return stored;
            }
            gone = Optional.of(stored);
            room.giveBack();
            return null;
        }
    }
}
