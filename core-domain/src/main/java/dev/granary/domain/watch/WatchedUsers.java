package dev.granary.domain.watch;

import dev.granary.domain.user.DeleteOutcome;
import dev.granary.domain.user.LinkOutcome;
import dev.granary.domain.user.Profile;
import dev.granary.domain.user.UnlinkOutcome;
import dev.granary.domain.user.Users;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.util.List;
import java.util.Optional;

/** {@link Users} that are watched, but for plain reads. */
final class WatchedUsers implements Users {

    private final Users users;
    private final Watch watch;

    WatchedUsers(Users users, Watch watch) {
        this.users = users;
        this.watch = watch;
    }

    @Override
    public User resolve(IdentityKey identity, Profile profile) {
        return watch.watch(Operation.RESOLVE_USER, () -> users.resolve(identity, profile));
    }

    @Override
    public Optional<User> find(UserId id) {
        return users.find(id);
    }

    @Override
    public Optional<List<Identity>> identities(UserId user) {
        return users.identities(user);
    }

    @Override
    public LinkOutcome link(UserId user, IdentityKey identity) {
        return watch.watch(Operation.LINK_IDENTITY, () -> users.link(user, identity), outcome -> switch (outcome) {
            case LINKED -> Ending.DONE;
            case TAKEN -> Ending.REFUSED;
            case UNKNOWN -> Ending.UNKNOWN;
        });
    }

    @Override
    public UnlinkOutcome unlink(IdentityKey identity) {
        return watch.watch(
                Operation.LINK_IDENTITY,
                () -> users.unlink(identity),
                outcome -> outcome.match(new UnlinkOutcome.Cases<>(
                        (user, tokens) -> Ending.DONE,
                        fault -> Ending.INCOMPLETE,
                        user -> Ending.REFUSED,
                        () -> Ending.UNKNOWN)));
    }

    @Override
    public DeleteOutcome delete(UserId user) {
        return watch.watch(
                Operation.DELETE_USER,
                () -> users.delete(user),
                outcome ->
                        outcome.match(ended -> Ending.DONE, (ended, fault) -> Ending.INCOMPLETE, () -> Ending.UNKNOWN));
    }
}
