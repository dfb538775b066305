package dev.granary.tck.specimen;

import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes current registrations. */
final class RegistrationRecords implements Maker<RegistrationKey, CurrentRegistration> {

    @Override
    public RecordKind<RegistrationKey, CurrentRegistration> kind() {
        return CurrentRegistration.KIND;
    }

    @Override
    public RegistrationKey key(Dice dice) {
        return registration(dice);
    }

    /** What a registration is for. */
    static RegistrationKey registration(Dice dice) {
        return new RegistrationKey(
                dice.id(), dice.provider(), dice.id(), ScopesHash.of(List.of(dice.name(), dice.name())));
    }

    @Override
    public CurrentRegistration full(
            RegistrationKey key, Optional<CurrentRegistration> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new CurrentRegistration(key, dice.id(), Optional.of(dice.time()), retainUntil, stamp);
    }

    @Override
    public CurrentRegistration minimal(Dice dice, Instant retainUntil) {
        return new CurrentRegistration(
                key(dice), dice.id(), Optional.empty(), retainUntil, Stamp.first(dice.revision()));
    }
}
