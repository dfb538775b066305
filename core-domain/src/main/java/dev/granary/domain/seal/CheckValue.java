package dev.granary.domain.seal;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.Stamp;
import dev.granary.seal.Sealed;

/**
 * A sealed value that is put into a storage once. A node whose key ring does not open it has the wrong ring, and must not
 * start: it would seal what the others cannot open.
 */
public final class CheckValue {

    private static final MarkName NAME = new MarkName("seal-check");
    private static final String TEXT = "granary";

    private final Realm realm;
    private final Seal seal;

    /** Checks this seal against what the realm holds. */
    public CheckValue(Realm realm, Seal seal) {
        this.realm = realm;
        this.seal = seal;
    }

    /**
     * Puts the value there if there is none, and opens what is there.
     *
     * @throws KeyRingException if it does not open
     */
    public void require() {
        Position place = SealedMarks.place(realm, NAME);
        Mark first = new Mark(NAME, seal.seal(TEXT, place).envelope(), Stamp.first(realm.attempt()));
        Mark kept =
                new Writes().send(() -> realm.records().marks().insert(first)).match(() -> first, stored -> stored);
        try {
            seal.open(new Sealed(kept.value()), place);
        } catch (SealBrokenException e) {
            throw new KeyRingException(
                    "key ring: it is not the one that this storage was sealed with; " + e.getMessage(), e);
        }
    }
}
