package dev.granary.tck.specimen;

import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.Optional;

/** Makes marks. They never end and have no field that may be unset. */
final class Marks implements Maker<MarkName, Mark> {

    @Override
    public RecordKind<MarkName, Mark> kind() {
        return Mark.KIND;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public MarkName key(Dice dice) {
        return new MarkName(dice.text());
    }

    @Override
    public Mark full(MarkName key, Optional<Mark> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Mark(key, dice.id(), stamp);
    }

    @Override
    public Mark minimal(Dice dice, Instant retainUntil) {
        return full(key(dice), Optional.empty(), Stamp.first(dice.revision()), dice, retainUntil);
    }
}
