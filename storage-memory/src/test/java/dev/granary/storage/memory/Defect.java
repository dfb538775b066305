package dev.granary.storage.memory;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;

/** Wraps a sound store in one that is broken in a single way. */
interface Defect {

    <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound);

    /** The same for a defect that is not in every kind. */
    default <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(
            RecordKind<K, R> kind, RecordStore<K, R> sound) {
        return in(sound);
    }

    /** The same in one kind only. */
    default Defect only(RecordKind<?, ?> afflicted) {
        Defect everywhere = this;
        return new Defect() {
            @Override
            public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
                return sound;
            }

            @Override
            public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(
                    RecordKind<K, R> kind, RecordStore<K, R> sound) {
                return kind == afflicted ? everywhere.in(kind, sound) : sound;
            }
        };
    }
}
