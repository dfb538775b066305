package dev.granary.domain.seal;

import dev.granary.domain.realm.Realm;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import dev.granary.seal.Sealed;
import java.util.Optional;

/** Marks whose value is sealed: the check value, and which keys are in use. Others are in the clear and stay so. */
public final class SealedMarks implements SealedFields<MarkName, Mark> {

    private static final String FIELD = "value";

    private final Realm realm;
    private final Seal seal;

    /** Seals the marks of this realm. */
    public SealedMarks(Realm realm, Seal seal) {
        this.realm = realm;
        this.seal = seal;
    }

    /** Where a mark's value is sealed. */
    public static Position place(Realm realm, MarkName name) {
        return new Position(realm.records().namespace(), Mark.KIND.name(), name, FIELD);
    }

    @Override
    public RecordKind<MarkName, Mark> kind() {
        return Mark.KIND;
    }

    @Override
    public Optional<Mark> renewed(Mark record, Revision attempt) {
        if (!Seal.isEnvelope(record.value())) {
            return Optional.empty();
        }
        Sealed value = seal.renewed(new Sealed(record.value()), place(realm, record.name()));
        return value.envelope().equals(record.value())
                ? Optional.empty()
                : Optional.of(
                        new Mark(record.name(), value.envelope(), record.stamp().next(attempt)));
    }
}
