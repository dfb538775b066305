package dev.granary.domain.user;

import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.fence.FenceKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Takes over users and identities of another server. A user keeps the id that tokens were issued for, and an identity
 * leads to the very user that it led to there: nobody is found by anything else. What is here already is never changed.
 * Safe for threads; throws as {@link dev.granary.domain.token.Tokens} does.
 */
public final class AdoptedUsers {

    private final Realm realm;
    private final RecordStore<UserId, User> users;
    private final RecordStore<IdentityKey, Identity> identities;
    private final Fences fences;

    /** Works on the records of this realm. */
    public AdoptedUsers(Realm realm, Fences fences) {
        this.realm = realm;
        this.users = realm.records().users();
        this.identities = realm.records().identities();
        this.fences = fences;
    }

    /** Takes a user over, who is refused if it is being deleted here. */
    public AdoptOutcome adopt(UserId id, Instant createdAt) {
        User user = new User(
                id,
                createdAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(realm.attempt()));
        return new Writes()
                .send(() -> users.insert(user))
                .match(
                        () -> AdoptOutcome.ADOPTED,
                        stored -> stored.removedAt().isEmpty() ? AdoptOutcome.PRESENT : AdoptOutcome.REFUSED);
    }

    /**
     * Takes over that an identity leads to a user, who must be here. It is refused if the user is not or is being
     * deleted, or if the identity was unlinked here just now; if it leads to another user here, it still does.
     */
    public AdoptOutcome link(IdentityKey key, UserId user, Instant linkedAt, Instant lastUsedAt) {
        if (isGone(user)) {
            return AdoptOutcome.REFUSED;
        }
        // Marked as used: tokens were issued for this user, so one that is missing later must not be made again.
        Instant usedAt = Times.later(lastUsedAt, linkedAt.plus(1, ChronoUnit.MICROS));
        Identity wanted = new Identity(key, user, linkedAt, usedAt, Optional.empty(), Stamp.first(realm.attempt()));
        return new Writes()
                .send(() -> identities.insert(wanted))
                .match(
                        () -> checked(wanted),
                        stored -> stored.user().equals(user) ? AdoptOutcome.PRESENT : AdoptOutcome.TAKEN);
    }

    /** Either a deletion or unlinking saw the identity, or what it left is seen here. */
    private AdoptOutcome checked(Identity written) {
        boolean ended = isGone(written.user()) || fences.stop(List.of(FenceKey.of(written.key())), written.linkedAt());
        if (ended) {
            new Writes().remove(identities, written, stored -> stored.user().equals(written.user()));
        }
        return ended ? AdoptOutcome.REFUSED : AdoptOutcome.ADOPTED;
    }

    private boolean isGone(UserId user) {
        return users.find(user).filter(found -> found.removedAt().isEmpty()).isEmpty();
    }
}
