package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import java.util.List;
import java.util.Optional;

/**
 * What a caller hears of its statement.
 *
 * @param word the outcome
 * @param records the records that came with it
 */
record Reply(Word word, List<Grant> records) {

    enum Word {
        FOUND,
        WRITTEN,
        CONFLICT,
        ABSENT,
        LOST
    }

    static final Reply WRITTEN = new Reply(Word.WRITTEN, List.of());
    static final Reply ABSENT = new Reply(Word.ABSENT, List.of());
    static final Reply LOST = new Reply(Word.LOST, List.of());

    static Reply found(Optional<Grant> record) {
        return record.map(grant -> new Reply(Word.FOUND, List.of(grant))).orElse(ABSENT);
    }

    static Reply conflict(Grant stored) {
        return new Reply(Word.CONFLICT, List.of(stored));
    }

    boolean isLost() {
        return word == Word.LOST;
    }

    boolean isWritten() {
        return word == Word.WRITTEN;
    }

    boolean isAbsent() {
        return word == Word.ABSENT;
    }

    Grant record() {
        return records.get(0);
    }
}
