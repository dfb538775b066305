package dev.granary.domain.user;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * {@link Users} over the users and identities of one realm. A first login takes four writes, and every login takes up
 * what an earlier one broke off:
 *
 * <ol>
 *   <li>A provisional user is stored. A crash here leaves a user whom nobody finds, and who ends by itself.
 *   <li>The identity is inserted, which decides. Who loses goes on with the winner's user; the loser's own ends.
 *   <li>The identity's user is made permanent. A crash before leaves an identity whose user ends within the hour; if it
 *       has ended by the next login, it is made again under the same id. Nobody ever got that id, or the identity would
 *       be marked as used.
 *   <li>The identity is marked as used, later than it was linked. No login is answered before, so an identity that
 *       is marked and leads nowhere has lost its user some other way, and that is an error.
 * </ol>
 */
public final class LinkedUsers implements Users {

    private static final Duration PROVISIONAL = Duration.ofHours(1);

    private final Realm realm;
    private final RecordStore<UserId, User> users;
    private final RecordStore<IdentityKey, Identity> identities;

    /** Works on the records of this realm. */
    public LinkedUsers(Realm realm) {
        this.realm = realm;
        this.users = realm.records().users();
        this.identities = realm.records().identities();
    }

    @Override
    public User resolve(IdentityKey identity, Profile profile) {
        Instant now = realm.now();
        Identity linked = identities.find(identity).orElseGet(() -> link(identity, profile, now));
        User user = settle(linked, profile, now);
        markUsed(linked, now);
        return user;
    }

    @Override
    public Optional<User> find(UserId id) {
        return users.find(id).filter(user -> user.provisionalUntil().isEmpty());
    }

    private Identity link(IdentityKey key, Profile profile, Instant now) {
        Instant end = now.plus(PROVISIONAL).plus(realm.skew());
        User own = user(new UserId(realm.id()), profile, now, Optional.of(end));
        new Writes().create(users, User.KIND, own);
        Identity identity = new Identity(key, own.id(), now, now, Stamp.first(realm.attempt()));
        return new Writes().send(() -> identities.insert(identity)).match(() -> identity, winner -> winner);
    }

    /** Makes the identity's user permanent and notes what the upstream says now. */
    private User settle(Identity identity, Profile profile, Instant now) {
        while (true) {
            User stored = users.find(identity.user()).orElseGet(() -> makeAgain(identity, profile, now));
            Optional<Writes.Changed<User>> changed =
                    new Writes().change(users, stored, user -> loggedIn(user, profile, now));
            if (changed.isPresent()) {
                if (changed.get().before().provisionalUntil().isPresent()) {
                    tellCreated(identity);
                }
                return changed.get().after();
            }
        }
    }

    /** Permanent at once: the identity leads to it already. */
    private User makeAgain(Identity identity, Profile profile, Instant now) {
        if (identity.lastUsedAt().isAfter(identity.linkedAt())) {
            throw MissingUserException.of(identity.key(), identity.user());
        }
        User again = user(identity.user(), profile, now, Optional.empty());
        return new Writes()
                .send(() -> users.insert(again))
                .match(
                        () -> {
                            tellCreated(identity);
                            return again;
                        },
                        stored -> stored);
    }

    private void markUsed(Identity linked, Instant now) {
        Instant usedAt = Times.later(now, linked.linkedAt().plus(1, ChronoUnit.MICROS));
        Optional<Writes.Changed<Identity>> marked = new Writes()
                .change(
                        identities,
                        linked,
                        stored -> stored.lastUsedAt().isBefore(usedAt) ? used(stored, usedAt) : stored);
        if (marked.isEmpty()) {
            throw MissingUserException.unlinked(linked.key());
        }
    }

    private User loggedIn(User user, Profile profile, Instant now) {
        return new User(
                user.id(),
                user.createdAt(),
                profile.name(),
                profile.email(),
                Optional.of(now),
                Optional.empty(),
                user.stamp().next(realm.attempt()));
    }

    private User user(UserId id, Profile profile, Instant now, Optional<Instant> provisionalUntil) {
        return new User(
                id,
                now,
                profile.name(),
                profile.email(),
                Optional.empty(),
                provisionalUntil,
                Stamp.first(realm.attempt()));
    }

    private Identity used(Identity identity, Instant usedAt) {
        return new Identity(
                identity.key(),
                identity.user(),
                identity.linkedAt(),
                usedAt,
                identity.stamp().next(realm.attempt()));
    }

    private void tellCreated(Identity identity) {
        realm.tell(
                AuditType.USER_CREATED,
                Optional.empty(),
                1,
                "user " + identity.user().value() + " of " + identity.key().provider());
    }
}
