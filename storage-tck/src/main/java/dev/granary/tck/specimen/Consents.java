package dev.granary.tck.specimen;

import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Makes consents. They never end. */
final class Consents implements Maker<ConsentKey, Consent> {

    @Override
    public RecordKind<ConsentKey, Consent> kind() {
        return Consent.KIND;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public ConsentKey key(Dice dice) {
        return new ConsentKey(dice.client(), dice.subject());
    }

    @Override
    public ConsentKey siblingKey(Consent record, Dice dice) {
        return dice.random().nextBoolean()
                ? new ConsentKey(dice.client(), record.key().subject())
                : new ConsentKey(record.key().client(), dice.subject());
    }

    @Override
    public Consent full(ConsentKey key, Optional<Consent> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Consent(key, dice.scopes(), dice.resources(), dice.time(), stamp);
    }

    @Override
    public Consent minimal(Dice dice, Instant retainUntil) {
        return new Consent(
                key(dice), Scopes.NONE, Collections.emptySortedSet(), dice.time(), Stamp.first(dice.revision()));
    }
}
