package dev.granary.storage.memory;

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
import dev.granary.record.StorageFault;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ways in which a store says one thing and does another; for one kind at a time. */
final class Lapses {

    private Lapses() {}

    /** An insert is acknowledged and forgotten. */
    static final class InsertSwallowed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        InsertSwallowed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            return new Written<>();
        }
    }

    /** Only the first writer of a key is heard; the others are told that they were. */
    static final class ReplaceSwallowed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        ReplaceSwallowed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> replace(R next, Revision expected) {
            return new Written<>();
        }
    }

    /** A failed remove is reported as done. */
    static final class RemoveSwallowed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        RemoveSwallowed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public ReplaceOutcome<R> remove(K key, Revision expected) {
            return new Written<>();
        }
    }

    /** A batch that reports its last change as written and never sends it. */
    static final class LastOfBatchLost<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        LastOfBatchLost(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
            List<ReplaceOutcome<R>> outcomes =
                    new ArrayList<>(sound.replaceAll(changes.subList(0, Math.max(0, changes.size() - 1))));
            if (!changes.isEmpty()) {
                outcomes.add(new Written<>());
            }
            return outcomes;
        }
    }

    /** A batch that waits, and reports a conflict as written. */
    static final class BatchConflictSwallowed<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        BatchConflictSwallowed(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
            dawdle();
            List<ReplaceOutcome<R>> outcomes = new ArrayList<>();
            sound.replaceAll(changes).forEach(outcome -> outcomes.add(new Written<>()));
            return outcomes;
        }
    }

    /** A find that answers from a copy which is one write behind, as a replica's may be. */
    record StaleFind(Map<Object, Object> behind) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public ReplaceOutcome<R> replace(R next, Revision expected) {
                    sound.find(next.key()).ifPresent(before -> behind.put(before.key(), before));
                    return sound.replace(next, expected);
                }

                @Override
                public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
                    return changes.stream()
                            .map(change -> replace(change.next(), change.expected()))
                            .toList();
                }

                @Override
                @SuppressWarnings("unchecked")
                public Optional<R> find(K key) {
                    Optional<R> stale = Optional.ofNullable((R) behind.remove(key));
                    return stale.or(() -> sound.find(key));
                }
            };
        }
    }

    /** A batch read that stops after the first. */
    static final class FirstFoundOnly<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        FirstFoundOnly(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public List<R> findAll(Collection<K> keys) {
            return sound.findAll(keys.stream().limit(1).toList());
        }
    }

    /** A listing that ends with its first page. */
    static final class FirstPageOnly<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        FirstPageOnly(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            return new Page<>(sound.page(selection, after, limit).records(), Optional.empty());
        }
    }

    /** One index that lists nothing. */
    record EmptyIndex(String name) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public Page<R> page(Selection<R> selection, Cursor after, int limit) {
                    boolean forgotten = selection.match(
                            () -> false, (index, value) -> index.name().equals(name));
                    return forgotten ? new Page<>(List.of(), Optional.empty()) : sound.page(selection, after, limit);
                }
            };
        }
    }

    /** A purge that takes what somebody thinks is of no more use. */
    record PurgeOf(Predicate<Object> useless) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public Purged purge(Instant now, int limit) {
                    everything(Selection.all()).stream().filter(useless).forEach(record -> take(record.key()));
                    return sound.purge(now, limit);
                }
            };
        }
    }

    /** A purge that writes back what it remembers. */
    record ResurrectingPurge(Map<Object, Object> remembered) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public ReplaceOutcome<R> replace(R next, Revision expected) {
                    sound.find(next.key()).ifPresent(before -> remembered.put(before.key(), before));
                    return sound.replace(next, expected);
                }

                @Override
                @SuppressWarnings("unchecked")
                public Purged purge(Instant now, int limit) {
                    remembered.values().forEach(before -> put((R) before));
                    remembered.clear();
                    return sound.purge(now, limit);
                }
            };
        }
    }

    /** An insert whose first answer is lost on the way. */
    static final class HesitantInsert<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        private final Set<K> heard = ConcurrentHashMap.newKeySet();

        HesitantInsert(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public InsertOutcome<R> insert(R record) {
            InsertOutcome<R> outcome = sound.insert(record);
            if (heard.add(record.key())) {
                throw new OutcomeUnknownException(StorageFault.of("mutant", "insert", "any", "send it again"));
            }
            return outcome;
        }
    }

    /** A listing that gives one record at a time, however many were asked for. */
    static final class OneRecordPages<K extends RecordKey, R extends StoredRecord<K>> extends Passing<K, R> {
        OneRecordPages(RecordStore<K, R> sound) {
            super(sound);
        }

        @Override
        public Page<R> page(Selection<R> selection, Cursor after, int limit) {
            return sound.page(selection, after, 1);
        }
    }

    /** A purge that chooses, waits, and deletes what it chose. */
    record LatePurge(Map<Object, Object> first) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                public InsertOutcome<R> insert(R record) {
                    first.put(record.key(), record);
                    return sound.insert(record);
                }

                @Override
                @SuppressWarnings("unchecked")
                public Purged purge(Instant now, int limit) {
                    List<R> over = first.values().stream()
                            .map(record -> (R) record)
                            .filter(record -> !record.retainUntil().isAfter(now))
                            .toList();
                    dawdle();
                    over.forEach(record -> take(record.key()));
                    over.forEach(record -> first.remove(record.key()));
                    return sound.purge(now, limit);
                }
            };
        }
    }

    /** Keys are spelled so that two may meet. */
    record Respelled(Map<Object, Object> first, Function<RecordKey, String> spelling) implements Defect {
        @Override
        public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
            return new Passing<>(sound) {
                @Override
                @SuppressWarnings("unchecked")
                public InsertOutcome<R> insert(R record) {
                    K held = (K) first.computeIfAbsent(spelling.apply(record.key()), text -> record.key());
                    Optional<R> other = held.equals(record.key()) ? Optional.empty() : sound.find(held);
                    return other.isPresent() ? new Conflict<>(other.get()) : sound.insert(record);
                }

                @Override
                @SuppressWarnings("unchecked")
                public Optional<R> find(K key) {
                    return sound.find((K) first.getOrDefault(spelling.apply(key), key));
                }
            };
        }
    }
}
