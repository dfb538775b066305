package dev.granary.domain.user;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.revocation.Revocations;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@link Users} over the users and identities of one realm. A first login takes four writes, and every login takes up
 * what an earlier one broke off:
 *
 * <ol>
 *   <li>A provisional user is stored. A crash here leaves a user whom nobody finds, and who ends by itself.
 *   <li>The identity is inserted, which decides. Who loses goes on with the winner's user; the loser's own ends.
 *   <li>The identity's user is made permanent. A crash before leaves an identity whose user ends within the hour; if it
 *       has ended by the next login, it is made again under the same id. Nobody ever got that id by this identity, or it
 *       would be marked as used.
 *   <li>The identity is marked as used, later than it was linked. No login is answered before, so an identity that
 *       is marked and leads nowhere has lost its user some other way, and that is an error.
 * </ol>
 *
 * <p>A user who is being deleted is nobody's any more: whoever comes by an identity that still leads there takes it away
 * and begins anew, and so does who finds that the identity went while its user logged in.
 */
public final class LinkedUsers implements Users {

    /** How long a user without an identity is kept, longer than any write is on its way. */
    static final Duration PROVISIONAL = Duration.ofHours(1);

    /** More often no identity goes while its user logs in, unless something is wrong with the storage. */
    private static final int ATTEMPTS = 5;

    private final Realm realm;
    private final RecordStore<UserId, User> users;
    private final RecordStore<IdentityKey, Identity> identities;
    private final Unlinking unlinking;
    private final UserDeletion deletion;

    /** Works on the records of this realm. */
    public LinkedUsers(Realm realm, Fences fences, Revocations revocations) {
        this.realm = realm;
        this.users = realm.records().users();
        this.identities = realm.records().identities();
        this.unlinking = new Unlinking(realm, fences);
        this.deletion = new UserDeletion(realm, revocations);
    }

    @Override
    public User resolve(IdentityKey identity, Profile profile) {
        Instant now = realm.now();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Identity linked = identities.find(identity).orElseGet(() -> linkNew(identity, profile, now));
            Optional<User> user = settle(linked, profile, now);
            if (user.isEmpty()) {
                leaveDeleted(linked);
            } else if (markUsed(linked, now)) {
                return user.get();
            }
        }
        throw MissingUserException.unlinked(identity);
    }

    @Override
    public Optional<User> find(UserId id) {
        return users.find(id).filter(LinkedUsers::isSettled);
    }

    @Override
    public Optional<List<Identity>> identities(UserId user) {
        return find(user)
                .map(found -> new Listing<>(
                                identities,
                                Selection.by(
                                        Identity.BY_USER,
                                        IndexValue.of(found.id().value())))
                        .toList().stream()
                                .sorted(Comparator.comparing(Identity::linkedAt))
                                .toList());
    }

    @Override
    public LinkOutcome link(UserId user, IdentityKey key) {
        if (find(user).isEmpty()) {
            return LinkOutcome.UNKNOWN;
        }
        Instant now = realm.now();
        Identity wanted = identity(key, user, now);
        Identity stored = new Writes().send(() -> identities.insert(wanted)).match(() -> wanted, other -> other);
        if (!stored.user().equals(user)) {
            return LinkOutcome.TAKEN;
        }
        // Either the deletion saw the identity or its mark is seen here.
        if (find(user).isEmpty()) {
            leaveDeleted(stored);
            return LinkOutcome.UNKNOWN;
        }
        realm.tell(AuditType.IDENTITY_LINKED, Optional.empty(), 1, "user " + user.value() + " of " + key.provider());
        return LinkOutcome.LINKED;
    }

    @Override
    public UnlinkOutcome unlink(IdentityKey identity) {
        return unlinking.unlink(identity);
    }

    @Override
    public DeleteOutcome delete(UserId user) {
        return deletion.delete(user);
    }

    private Identity linkNew(IdentityKey key, Profile profile, Instant now) {
        Instant end = now.plus(PROVISIONAL).plus(realm.skew());
        User own = user(new UserId(realm.id()), profile, now, Optional.of(end));
        new Writes().create(users, User.KIND, own);
        Identity identity = identity(key, own.id(), now);
        return new Writes().send(() -> identities.insert(identity)).match(() -> identity, winner -> winner);
    }

    /** Makes the identity's user permanent and notes what the upstream says now. @return empty if it is being deleted */
    private Optional<User> settle(Identity identity, Profile profile, Instant now) {
        while (true) {
            User stored = users.find(identity.user()).orElseGet(() -> makeAgain(identity, profile, now));
            Optional<Writes.Changed<User>> changed =
                    new Writes().change(users, stored, user -> loggedIn(user, profile, now));
            if (changed.isPresent()) {
                if (changed.get().written()
                        && changed.get().before().provisionalUntil().isPresent()) {
                    tellCreated(identity);
                }
                return changed.map(Writes.Changed::after).filter(LinkedUsers::isSettled);
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

    /** Whatever the deletion has not come to yet: the identity is free for a new user. */
    private void leaveDeleted(Identity linked) {
        new Writes().remove(identities, linked, stored -> stored.user().equals(linked.user()));
    }

    /** @return whether the identity still leads to the same user */
    private boolean markUsed(Identity linked, Instant now) {
        Instant usedAt = Times.later(now, linked.linkedAt().plus(1, ChronoUnit.MICROS));
        Optional<Writes.Changed<Identity>> marked = new Writes()
                .change(
                        identities,
                        linked,
                        stored -> isToBeMarked(stored, linked, usedAt) ? used(stored, usedAt) : stored);
        return marked.filter(changed -> changed.after().user().equals(linked.user()))
                .isPresent();
    }

    private static boolean isToBeMarked(Identity stored, Identity linked, Instant usedAt) {
        return stored.user().equals(linked.user()) && stored.lastUsedAt().isBefore(usedAt);
    }

    private static boolean isSettled(User user) {
        return user.provisionalUntil().isEmpty() && user.removedAt().isEmpty();
    }

    private User loggedIn(User user, Profile profile, Instant now) {
        if (user.removedAt().isPresent()) {
            return user;
        }
        return new User(
                user.id(),
                user.createdAt(),
                profile.name(),
                profile.email(),
                Optional.of(now),
                Optional.empty(),
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
                Optional.empty(),
                Stamp.first(realm.attempt()));
    }

    private Identity identity(IdentityKey key, UserId user, Instant now) {
        return new Identity(key, user, now, now, Optional.empty(), Stamp.first(realm.attempt()));
    }

    private Identity used(Identity identity, Instant usedAt) {
        return new Identity(
                identity.key(),
                identity.user(),
                identity.linkedAt(),
                usedAt,
                identity.leavingSince(),
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
