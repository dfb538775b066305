package com.example.granary.mvstore;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Namespace;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import dev.granary.record.Written;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The records of one kind in one namespace. A record is listed in several places, each a stretch of one sorted map: with
 * all of its kind, by each of its indexes, and by its end.
 */
final class MvRecordStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    // Names that no index can have.
    private static final String BY_KEY = "";
    private static final String BY_END = "#end";

    private final MvFile file;
    private final Namespace namespace;
    private final RecordKind<K, R> kind;
    private final InstantSource clock;

    MvRecordStore(MvFile file, Namespace namespace, RecordKind<K, R> kind, InstantSource clock) {
        this.file = file;
        this.namespace = namespace;
        this.kind = kind;
        this.clock = clock;
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        return file.write("insert", kind.name(), () -> fill(record));
    }

    @Override
    public Optional<R> find(K key) {
        return file.read("find", kind.name(), () -> live(address(key)));
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        return file.read(
                "findAll",
                kind.name(),
                () -> keys.stream()
                        .distinct()
                        .flatMap(key -> live(address(key)).stream())
                        .toList());
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        return file.write("replace", kind.name(), () -> swap(next, expected));
    }

    /** All in one commit, in the order given: only one thread writes, so nobody can deadlock. */
    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        return file.write(
                "replaceAll",
                kind.name(),
                () -> changes.stream()
                        .map(change -> swap(change.next(), change.expected()))
                        .toList());
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        return file.write("remove", kind.name(), () -> take(address(key), expected));
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        requirePositive(limit);
        String place =
                selection.match(() -> place(BY_KEY), (index, value) -> place(index.name(), Spelling.of(value.parts())));
        if (!after.equals(Cursor.START) && !after.value().startsWith(place)) {
            throw new IllegalArgumentException("cursor: expected one that a page of the same selection gave");
        }
        String from = after.equals(Cursor.START) ? place : after.value();
        return file.read("page", kind.name(), () -> page(place, from, limit));
    }

    @Override
    public Purged purge(Instant now, int limit) {
        requirePositive(limit);
        Instant horizon = Times.earlier(now, clock.instant());
        return file.write("purge", kind.name(), () -> dropOver(horizon, limit));
    }

    private InsertOutcome<R> fill(R record) {
        String address = address(record.key());
        Optional<R> live = live(address);
        if (live.isPresent()) {
            boolean repeated = live.get().revision().equals(record.revision());
            return repeated ? new Written<>() : new Conflict<>(live.get());
        }
        stored(address).ifPresent(this::drop);
        put(record);
        return new Written<>();
    }

    private ReplaceOutcome<R> swap(R next, Revision expected) {
        Optional<R> live = live(address(next.key()));
        if (live.isEmpty()) {
            return new Absent<>();
        }
        Revision revision = live.get().revision();
        if (revision.equals(next.revision())) {
            return new Written<>();
        }
        if (!revision.equals(expected)) {
            return new Conflict<>(live.get());
        }
        drop(live.get());
        put(next);
        return new Written<>();
    }

    private ReplaceOutcome<R> take(String address, Revision expected) {
        Optional<R> live = live(address);
        if (live.isEmpty()) {
            return new Absent<>();
        }
        if (!live.get().revision().equals(expected)) {
            return new Conflict<>(live.get());
        }
        drop(live.get());
        return new Written<>();
    }

    private Page<R> page(String place, String from, int limit) {
        List<R> records = new ArrayList<>();
        String last = from;
        Optional<String> next = next(place, from);
        while (next.isPresent() && records.size() < limit) {
            last = next.get();
            live(file.listings().get(last)).ifPresent(records::add);
            next = next(place, last);
        }
        return new Page<>(records, next.isPresent() ? Optional.of(new Cursor(last)) : Optional.empty());
    }

    private Purged dropOver(Instant horizon, int limit) {
        String place = place(BY_END);
        String end = place + Spelling.of(horizon.plus(1, ChronoUnit.MICROS));
        int removed = 0;
        Optional<String> next = next(place, place).filter(listed -> listed.compareTo(end) < 0);
        while (next.isPresent() && removed < limit) {
            stored(file.listings().get(next.get())).ifPresent(this::drop);
            removed++;
            next = next(place, place).filter(listed -> listed.compareTo(end) < 0);
        }
        return new Purged(removed, next.isEmpty());
    }

    private Optional<R> live(String address) {
        return stored(address).filter(record -> isLive(record.retainUntil()));
    }

    private boolean isLive(Instant retainUntil) {
        return retainUntil.equals(Times.FOREVER) || clock.instant().isBefore(retainUntil);
    }

    private Optional<R> stored(String address) {
        return Optional.ofNullable(file.records().get(address)).map(document -> kind.decode(document, MvStorage.ID));
    }

    private void put(R record) {
        String address = address(record.key());
        file.records().put(address, kind.encode(record));
        places(record).forEach(place -> file.listings().put(place, address));
    }

    private void drop(R record) {
        file.records().remove(address(record.key()));
        places(record).forEach(file.listings()::remove);
    }

    private Stream<String> places(R record) {
        String key = Spelling.of(record.key().parts());
        Stream<String> indexes = kind.indexes().stream()
                .flatMap(index ->
                        index.valueOf(record).stream().map(value -> place(index.name(), Spelling.of(value.parts()))));
        Stream<String> end = record.retainUntil().equals(Times.FOREVER)
                ? Stream.empty()
                : Stream.of(place(BY_END) + Spelling.of(record.retainUntil()));
        return Stream.of(Stream.of(place(BY_KEY)), indexes, end)
                .flatMap(places -> places)
                .map(place -> place + key);
    }

    /** The next entry of this place. */
    private Optional<String> next(String place, String after) {
        return Optional.ofNullable(file.listings().higherKey(after)).filter(listed -> listed.startsWith(place));
    }

    private String place(String... parts) {
        return Spelling.of(kind.name(), namespace.value()) + Spelling.of(parts);
    }

    private String address(K key) {
        return Spelling.of(kind.name(), namespace.value()) + Spelling.of(key.parts());
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected 1 or more, got " + limit);
        }
    }
}
