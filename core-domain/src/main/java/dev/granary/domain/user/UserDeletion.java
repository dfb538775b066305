package dev.granary.domain.user;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Revocations;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StorageException;
import dev.granary.record.StorageFault;
import dev.granary.record.StoredRecord;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.Identity;
import dev.granary.user.Subject;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a user goes. Every step can be repeated, and a deletion that broke off is taken up by the next call.
 *
 * <ol>
 *   <li>Mark the user. From now on no login ends as this user: one that comes by an identity that is still there takes it
 *       to a new user. Name and e-mail address are gone.
 *   <li>Fence the subject, revoke its grants, and remove its consents and its sessions' upstream tokens. A login that
 *       got the user before the mark meets the fence.
 *   <li>Remove the upstream tokens of the user, whatever the session and the upstream.
 *   <li>Remove the identities.
 *   <li>Let the record end, when what was sent before the mark and is still on its way has come or never will.
 * </ol>
 */
final class UserDeletion {

    private final Realm realm;
    private final RecordStore<UserId, User> users;
    private final Revocations revocations;

    UserDeletion(Realm realm, Revocations revocations) {
        this.realm = realm;
        this.users = realm.records().users();
        this.revocations = revocations;
    }

    DeleteOutcome delete(UserId id) {
        Optional<User> marked = users.find(id).flatMap(this::mark);
        if (marked.isEmpty()) {
            return new DeleteOutcome.Unknown();
        }
        DeleteOutcome outcome = new Cascade(marked.get()).run();
        realm.tell(
                AuditType.USER_DELETED,
                Optional.empty(),
                outcome.match(DeleteOutcome.Ended::grants, (ended, fault) -> ended.grants(), () -> 0),
                "user " + id.value()
                        + outcome.match(ended -> " complete", (ended, fault) -> " INCOMPLETE", () -> " unknown"));
        return outcome;
    }

    /** @return the user as marked, now or before; empty if its end is set or it never was one for good */
    private Optional<User> mark(User loaded) {
        Instant now = realm.now();
        return new Writes()
                .change(users, loaded, user -> isDue(user) ? without(user, Optional.empty(), now) : user)
                .map(Writes.Changed::after)
                .filter(user -> user.provisionalUntil().isEmpty());
    }

    private static boolean isDue(User user) {
        return user.removedAt().isEmpty() && user.provisionalUntil().isEmpty();
    }

    private User without(User user, Optional<Instant> end, Instant removedAt) {
        return new User(
                user.id(),
                user.createdAt(),
                Optional.empty(),
                Optional.empty(),
                user.lastAuthenticatedAt(),
                end,
                Optional.of(removedAt),
                user.stamp().next(realm.attempt()));
    }

    /** One run through all steps behind the mark. */
    private final class Cascade {

        private final User marked;
        private int grants;
        private int upstreamTokens;
        private int identities;

        Cascade(User marked) {
            this.marked = marked;
        }

        DeleteOutcome run() {
            try {
                Optional<StorageFault> fault = revoke();
                if (fault.isPresent()) {
                    return new DeleteOutcome.Incomplete(ended(), fault.get());
                }
                IndexValue value = IndexValue.of(marked.id().value());
                remove(
                        realm.records().upstreamTokens(),
                        Selection.by(UpstreamToken.BY_USER, value),
                        token -> token.binding().user(),
                        () -> upstreamTokens++);
                remove(
                        realm.records().identities(),
                        Selection.by(Identity.BY_USER, value),
                        Identity::user,
                        () -> identities++);
                end();
                return new DeleteOutcome.Complete(ended());
            } catch (StorageException e) {
                return new DeleteOutcome.Incomplete(ended(), e.fault());
            }
        }

        private Optional<StorageFault> revoke() {
            return revocations
                    .revokeSubject(new Subject(marked.id().value()))
                    .match(
                            count -> {
                                grants = count;
                                return Optional.empty();
                            },
                            (count, fault) -> {
                                grants = count;
                                return Optional.of(fault);
                            });
        }

        /** What became another user's while it was read is left alone. */
        private <K extends RecordKey, R extends StoredRecord<K>> void remove(
                RecordStore<K, R> store, Selection<R> selection, Function<R, UserId> owner, Runnable count) {
            new Listing<>(store, selection)
                    .forEachPage(page -> page.stream()
                            .filter(record -> new Writes()
                                    .remove(
                                            store,
                                            record,
                                            stored -> owner.apply(stored).equals(marked.id())))
                            .forEach(record -> count.run()));
        }

        private void end() {
            Instant end = realm.now().plus(LinkedUsers.PROVISIONAL).plus(realm.skew());
            new Writes()
                    .change(
                            users,
                            marked,
                            user -> user.provisionalUntil().isEmpty()
                                    ? without(
                                            user,
                                            Optional.of(end),
                                            user.removedAt().orElse(realm.now()))
                                    : user);
        }

        private DeleteOutcome.Ended ended() {
            return new DeleteOutcome.Ended(grants, upstreamTokens, identities);
        }
    }
}
