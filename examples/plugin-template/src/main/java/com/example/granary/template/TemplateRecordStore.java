package com.example.granary.template;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/** The records of one kind in one namespace. Every verb is one step on the table. */
final class TemplateRecordStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    private final Table table;
    private final RecordKind<K, R> kind;
    private final InstantSource clock;
    private final String prefix;

    TemplateRecordStore(Table table, Namespace namespace, RecordKind<K, R> kind, InstantSource clock) {
        this.table = table;
        this.kind = kind;
        this.clock = clock;
        this.prefix = Spelling.of(kind.name(), namespace.value());
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        return table.step("insert", kind.name(), () -> {
            Optional<R> stored = live(record.key());
            if (stored.isEmpty()) {
                put(record);
                return new Written<>();
            }
            // The same attempt again, perhaps after its answer was lost, has already happened.
            boolean repeated = stored.get().revision().equals(record.revision());
            return repeated ? new Written<>() : new Conflict<>(stored.get());
        });
    }

    @Override
    public Optional<R> find(K key) {
        return table.step("find", kind.name(), () -> live(key));
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        return table.step(
                "findAll",
                kind.name(),
                () -> keys.stream()
                        .distinct()
                        .flatMap(key -> live(key).stream())
                        .toList());
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        return table.step("replace", kind.name(), () -> swap(next, expected));
    }

    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        return table.step(
                "replaceAll",
                kind.name(),
                () -> changes.stream()
                        .map(change -> swap(change.next(), change.expected()))
                        .toList());
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        return table.step("remove", kind.name(), () -> {
            Optional<R> stored = live(key);
            if (stored.isEmpty()) {
                return new Absent<>();
            }
            if (!stored.get().revision().equals(expected)) {
                return new Conflict<>(stored.get());
            }
            table.documents().remove(address(key));
            return new Written<>();
        });
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        requirePositive(limit);
        String mark = selection.match(
                () -> "all@", (index, value) -> Spelling.of(index.name(), Spelling.of(value.parts())) + "@");
        Predicate<R> selected = selection.match(
                () -> record -> true,
                (index, value) -> record -> index.valueOf(record).equals(Optional.of(value)));
        if (!after.equals(Cursor.START) && !after.value().startsWith(mark + prefix)) {
            throw new IllegalArgumentException("cursor: expected one that a page of the same selection gave");
        }
        String from = after.equals(Cursor.START) ? prefix : after.value().substring(mark.length());
        return table.step("page", kind.name(), () -> page(selected, mark, from, limit));
    }

    @Override
    public Purged purge(Instant now, int limit) {
        requirePositive(limit);
        return table.step("purge", kind.name(), () -> purgeUntil(Times.earlier(now, clock.instant()), limit));
    }

    private ReplaceOutcome<R> swap(R next, Revision expected) {
        Optional<R> stored = live(next.key());
        if (stored.isEmpty()) {
            return new Absent<>();
        }
        Revision revision = stored.get().revision();
        if (revision.equals(next.revision())) {
            return new Written<>();
        }
        if (!revision.equals(expected)) {
            return new Conflict<>(stored.get());
        }
        put(next);
        return new Written<>();
    }

    /** Looks at every record, which is too many: an index of your own finds only those that are listed. */
    private Page<R> page(Predicate<R> selected, String mark, String from, int limit) {
        List<R> records = new ArrayList<>();
        String last = from;
        Instant now = clock.instant();
        Iterator<Map.Entry<String, byte[]>> rest =
                mine().tailMap(from, false).entrySet().iterator();
        while (rest.hasNext() && records.size() < limit) {
            Map.Entry<String, byte[]> entry = rest.next();
            last = entry.getKey();
            Optional.of(decode(entry.getValue()))
                    .filter(record -> !isOver(record, now))
                    .filter(selected)
                    .ifPresent(records::add);
        }
        return new Page<>(records, rest.hasNext() ? Optional.of(new Cursor(mark + last)) : Optional.empty());
    }

    private Purged purgeUntil(Instant horizon, int limit) {
        List<String> over = mine().entrySet().stream()
                .filter(entry -> isOver(decode(entry.getValue()), horizon))
                .map(Map.Entry::getKey)
                .toList();
        List<String> some = over.subList(0, Math.min(limit, over.size()));
        some.forEach(table.documents()::remove);
        return new Purged(some.size(), some.size() == over.size());
    }

    private Optional<R> live(K key) {
        return Optional.ofNullable(table.documents().get(address(key)))
                .map(this::decode)
                .filter(record -> !isOver(record, clock.instant()));
    }

    private static boolean isOver(StoredRecord<?> record, Instant now) {
        return !record.retainUntil().equals(Times.FOREVER)
                && !record.retainUntil().isAfter(now);
    }

    private void put(R record) {
        table.documents().put(address(record.key()), kind.encode(record));
    }

    private R decode(byte[] document) {
        return kind.decode(document, TemplateStorage.ID);
    }

    private String address(K key) {
        return prefix + Spelling.of(key.parts());
    }

    /** The documents of this kind and namespace. What follows the prefix begins with a digit, and ':' is behind those. */
    private NavigableMap<String, byte[]> mine() {
        return table.documents().subMap(prefix, false, prefix + ":", false);
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected 1 or more, got " + limit);
        }
    }
}
