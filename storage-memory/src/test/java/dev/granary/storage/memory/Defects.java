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
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import dev.granary.tck.Specimen;
import dev.granary.tck.SpecimenKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The ways in which the mutants are broken. */
final class Defects {

    private Defects() {}

    static final class LostSwap<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        LostSwap(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            Optional<R> stored = sound.find(next.key());
            if (stored.filter(record -> record.revision().equals(expected)).isEmpty()) {
                return sound.replace(next, expected);
            }
            dawdle();
            put(next);
            return new Written<>();
        }
    }

    static final class LateInsertCheck<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        LateInsertCheck(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            if (sound.find(record.key()).isPresent()) {
                return sound.insert(record);
            }
            dawdle();
            put(record);
            return new Written<>();
        }
    }

    static final class OverwritingInsert<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        OverwritingInsert(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            put(record);
            return new Written<>();
        }
    }

    static final class ConflictNamingTheLoser<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        ConflictNamingTheLoser(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            return sound.insert(record).match(Written::new, stored -> new Conflict<>(record));
        }
    }

    static final class RepeatedInsertConflicts<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        RepeatedInsertConflicts(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            Optional<R> stored = sound.find(record.key());
            return stored.isPresent() ? new Conflict<>(stored.get()) : sound.insert(record);
        }
    }

    static final class RemovedKeyStaysTaken<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Map<K, R> removed = new ConcurrentHashMap<>();

        RemovedKeyStaysTaken(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            R tombstone = removed.get(record.key());
            return tombstone == null ? sound.insert(record) : new Conflict<>(tombstone);
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            sound.find(key).ifPresent(record -> removed.put(key, record));
            return sound.remove(key, expected);
        }
    }

    static final class InsertingReplace<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        InsertingReplace(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            return sound.replace(next, expected).match(Written::new, Conflict::new, () -> {
                put(next);
                return new Written<>();
            });
        }
    }

    static final class ConflictReportedAsWritten<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        ConflictReportedAsWritten(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            return sound.replace(next, expected).match(Written::new, stored -> new Written<>(), Absent::new);
        }
    }

    static final class RepeatedReplaceConflicts<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        RepeatedReplaceConflicts(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            Optional<R> repeated =
                    sound.find(next.key()).filter(stored -> stored.revision().equals(next.revision()));
            return repeated.isPresent() ? new Conflict<>(repeated.get()) : sound.replace(next, expected);
        }
    }

    static final class ResurrectingReplace<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        ResurrectingReplace(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            if (sound.find(next.key()).isEmpty()) {
                return new Absent<>();
            }
            dawdle();
            return sound.replace(next, expected).match(Written::new, Conflict::new, () -> {
                put(next);
                return new Written<>();
            });
        }
    }

    static final class RemoveIgnoringTheRevision<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        RemoveIgnoringTheRevision(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            return take(key) ? new Written<>() : new Absent<>();
        }
    }

    static final class SecondRemoveWritten<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        SecondRemoveWritten(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            return sound.remove(key, expected).match(Written::new, Conflict::new, Written::new);
        }
    }

    static final class LateRemoveCheck<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        LateRemoveCheck(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            if (sound.find(key).isEmpty()) {
                return new Absent<>();
            }
            dawdle();
            return sound.remove(key, expected).match(Written::new, Conflict::new, Written::new);
        }
    }

    static final class BatchInAnotherOrder<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        BatchInAnotherOrder(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
            List<ReplaceOutcome<R>> outcomes = new ArrayList<>(sound.replaceAll(changes));
            Collections.rotate(outcomes, 1);
            return outcomes;
        }
    }

    static final class SharedList<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Map<List<K>, List<R>> answers = new ConcurrentHashMap<>();

        SharedList(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public List<R> findAll(Collection<K> keys) {
            return answers.computeIfAbsent(List.copyOf(keys), asked -> new ArrayList<>(sound.findAll(asked)));
        }
    }

    static final class DeadListed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Map<K, R> dead = new ConcurrentHashMap<>();

        DeadListed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            sound.find(key).ifPresent(record -> dead.put(key, record));
            return sound.remove(key, expected);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            Page<R> page = sound.page(selection, after, limit);
            List<R> records = new ArrayList<>(page.records());
            records.addAll(dead.values());
            return new Page<>(records, page.next());
        }
    }

    static final class ForgetfulIndex<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Set<K> replaced = ConcurrentHashMap.newKeySet();

        ForgetfulIndex(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            replaced.add(next.key());
            return sound.replace(next, expected);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            Page<R> page = sound.page(selection, after, limit);
            return new Page<>(
                    page.records().stream()
                            .filter(record -> !replaced.contains(record.key()))
                            .toList(),
                    page.next());
        }
    }

    static final class StaleListing<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Map<K, R> firsts = new ConcurrentHashMap<>();

        StaleListing(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            Page<R> page = sound.page(selection, after, limit);
            return new Page<>(
                    page.records().stream()
                            .map(record -> firsts.computeIfAbsent(record.key(), key -> record))
                            .toList(),
                    page.next());
        }
    }

    static final class SelectionIgnored<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        SelectionIgnored(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            return sound.page(Selection.all(), after, limit);
        }
    }

    static final class JoinedIndexValue<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        JoinedIndexValue(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            return selection.match(() -> sound.page(selection, after, limit), (index, value) -> {
                String joined = String.join("", value.parts());
                List<R> alike = everything(Selection.all()).stream()
                        .filter(record -> index.valueOf(record)
                                .filter(other -> String.join("", other.parts()).equals(joined))
                                .isPresent())
                        .toList();
                return new Page<>(alike, Optional.empty());
            });
        }
    }

    static final class SkippingPage<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        SkippingPage(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            Page<R> page = sound.page(selection, after, limit);
            boolean skip = !after.equals(Cursor.START) && !page.records().isEmpty();
            return skip ? new Page<>(page.records().subList(1, page.records().size()), page.next()) : page;
        }
    }

    static final class PageByOffset<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        PageByOffset(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            List<R> all = everything(selection);
            int from = after.equals(Cursor.START) ? 0 : Math.min(Integer.parseInt(after.value()), all.size());
            int to = Math.min(from + limit, all.size());
            return new Page<>(
                    all.subList(from, to),
                    to < all.size() ? Optional.of(new Cursor(Integer.toString(to))) : Optional.empty());
        }
    }

    static final class MisusePassed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        MisusePassed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            try {
                return sound.page(selection, after, limit);
            } catch (IllegalArgumentException e) {
                return sound.page(selection, Cursor.START, 1);
            }
        }
    }

    static final class AnswerForEachKey<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        AnswerForEachKey(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public List<R> findAll(Collection<K> keys) {
            return keys.stream().flatMap(key -> sound.find(key).stream()).toList();
        }
    }

    static final class PurgeOfTheLiving<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        PurgeOfTheLiving(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            everything(Selection.all()).forEach(record -> take(record.key()));
            return sound.purge(now, limit);
        }
    }

    static final class PurgeWithoutTheClock<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        PurgeWithoutTheClock(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            int taken = 0;
            for (R record : everything(Selection.all())) {
                taken += !record.retainUntil().isAfter(now) && take(record.key()) ? 1 : 0;
            }
            Purged purged = sound.purge(now, limit);
            return new Purged(purged.removed() + taken, purged.complete());
        }
    }

    static final class PurgeWithoutTheNow<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        PurgeWithoutTheNow(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            return sound.purge(Instant.MAX, limit);
        }
    }

    static final class PurgeWithoutALimit<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        PurgeWithoutALimit(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            return sound.purge(now, Integer.MAX_VALUE);
        }
    }

    static final class PurgeAlwaysComplete<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        PurgeAlwaysComplete(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            return new Purged(sound.purge(now, limit).removed(), true);
        }
    }

    static final class LatePurgeCheck<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Map<K, R> first = new ConcurrentHashMap<>();

        LatePurgeCheck(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            first.put(record.key(), record);
            return sound.insert(record);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            List<R> over = first.values().stream()
                    .filter(record -> !record.retainUntil().isAfter(now))
                    .toList();
            dawdle();
            over.forEach(record -> take(record.key()));
            over.forEach(record -> first.remove(record.key()));
            return sound.purge(now, limit);
        }
    }

    static final class PurgeCountedTwice<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Map<K, R> first = new ConcurrentHashMap<>();

        PurgeCountedTwice(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            first.put(record.key(), record);
            return sound.insert(record);
        }

        @Override
        public Purged purge(Instant now, int limit) {
            List<R> over = first.values().stream()
                    .filter(record -> !record.retainUntil().isAfter(now))
                    .toList();
            dawdle();
            over.forEach(record -> first.remove(record.key()));
            return new Purged(over.size(), sound.purge(now, limit).complete());
        }
    }

    static final class EvictionAtTheCap<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        EvictionAtTheCap(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            try {
                return sound.insert(record);
            } catch (CapacityExceededException e) {
                take(everything(Selection.all()).get(0).key());
                return sound.insert(record);
            }
        }
    }

    static final class FailureSwallowed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        FailureSwallowed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Optional<R> find(K key) {
            try {
                return sound.find(key);
            } catch (StorageUnavailableException e) {
                return Optional.empty();
            }
        }
    }

    /** Counts, waits, inserts: the cap is checked too early, and before the key. */
    record CountFirst(int cap) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public InsertOutcome<R> insert(R record) {
                    if (everything(Selection.all()).size() >= cap) {
                        throw new CapacityExceededException(StorageFault.of("mutant", "insert", "specimen", "wait"));
                    }
                    dawdle();
                    return sound.insert(record);
                }
            };
        }
    }

    /** Stores another specimen than it was given. */
    record Altering(UnaryOperator<Specimen> change) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public InsertOutcome<R> insert(R record) {
                    return sound.insert(altered(record));
                }

                @Override
                public ReplaceOutcome<R> replace(R next, Revision expected) {
                    return sound.replace(altered(next), expected);
                }
            };
        }

        @SuppressWarnings("unchecked")
        private <R> R altered(R record) {
            return record instanceof Specimen specimen ? (R) change.apply(specimen) : record;
        }
    }

    /** Spells keys so that two may meet. */
    record Rekeying(Function<SpecimenKey, String> spelling) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                private final Map<String, R> spelled = new ConcurrentHashMap<>();

                @Override
                public InsertOutcome<R> insert(R record) {
                    R before = spelled.putIfAbsent(spelling.apply((SpecimenKey) record.key()), record);
                    return before == null ? sound.insert(record) : new Conflict<>(before);
                }
            };
        }
    }

    /** Never moves the end of a record. */
    static final class FirstEndKept<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        FirstEndKept(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            Instant end = sound.find(next.key()).map(StoredRecord::retainUntil).orElse(next.retainUntil());
            return new Altering(specimen -> Mutations.ending(specimen, end))
                    .in(sound)
                    .replace(next, expected);
        }
    }

    /** A clock that runs off by so many microseconds. */
    static InstantSource offBy(InstantSource clock, long micros) {
        return () -> clock.instant().plusNanos(micros * 1000);
    }
}
