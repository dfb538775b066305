package dev.granary.tck.specimen;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Makes users; the full ones are provisional and being deleted. */
final class UserRecords implements Maker<UserId, User> {

    @Override
    public RecordKind<UserId, User> kind() {
        return User.KIND;
    }

    @Override
    public UserId key(Dice dice) {
        return dice.user();
    }

    @Override
    public User full(UserId key, Optional<User> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new User(
                key,
                dice.time(),
                Optional.of(dice.id()),
                Optional.of(dice.text()),
                Optional.of(dice.time()),
                Optional.of(retainUntil),
                Optional.of(dice.time()),
                stamp);
    }

    @Override
    public User minimal(Dice dice, Instant retainUntil) {
        return new User(
                key(dice),
                dice.time(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(dice.revision()));
    }
}
