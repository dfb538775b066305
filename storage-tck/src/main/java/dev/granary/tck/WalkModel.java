package dev.granary.tck;

import dev.granary.record.Absent;
import dev.granary.record.Conflict;
import dev.granary.record.InsertOutcome;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Written;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a store is expected to answer: a map, and the words of the port. */
final class WalkModel {

    private final SetClock clock;
    private final Map<SpecimenKey, Specimen> records = new HashMap<>();

    WalkModel(SetClock clock) {
        this.clock = clock;
    }

    Optional<Specimen> find(SpecimenKey key) {
        return Optional.ofNullable(records.get(key))
                .filter(record -> clock.instant().isBefore(record.retainUntil()));
    }

    InsertOutcome<Specimen> insert(Specimen record) {
        Optional<Specimen> stored = find(record.key());
        if (stored.isEmpty()) {
            records.put(record.key(), record);
        }
        boolean written = stored.isEmpty() || stored.get().revision().equals(record.revision());
        return written ? new Written<>() : new Conflict<>(stored.get());
    }

    ReplaceOutcome<Specimen> replace(Specimen next, Revision expected) {
        Optional<Specimen> stored = find(next.key());
        if (stored.isEmpty()) {
            return new Absent<>();
        }
        Revision revision = stored.get().revision();
        if (revision.equals(expected) && !revision.equals(next.revision())) {
            records.put(next.key(), next);
        }
        boolean written = revision.equals(expected) || revision.equals(next.revision());
        return written ? new Written<>() : new Conflict<>(stored.get());
    }

    ReplaceOutcome<Specimen> remove(SpecimenKey key, Revision expected) {
        Optional<Specimen> stored = find(key);
        if (stored.isEmpty()) {
            return new Absent<>();
        }
        boolean meant = stored.get().revision().equals(expected);
        if (meant) {
            records.remove(key);
        }
        return meant ? new Written<>() : new Conflict<>(stored.get());
    }

    List<Specimen> listing(Predicate<Specimen> selected) {
        return records.values().stream()
                .filter(record -> clock.instant().isBefore(record.retainUntil()))
                .filter(selected)
                .toList();
    }

    /** How many records a purge may find over; one that was written over since is not counted. */
    long over(Instant now) {
        return records.values().stream()
                .filter(record -> !clock.instant().isBefore(record.retainUntil()))
                .filter(record -> !now.isBefore(record.retainUntil()))
                .count();
    }
}
