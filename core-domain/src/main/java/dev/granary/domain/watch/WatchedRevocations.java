package dev.granary.domain.watch;

import dev.granary.client.ClientId;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.revocation.Revocations;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;

/** {@link Revocations} that are watched. */
final class WatchedRevocations implements Revocations {

    private final Revocations revocations;
    private final Watch watch;

    WatchedRevocations(Revocations revocations, Watch watch) {
        this.revocations = revocations;
        this.watch = watch;
    }

    @Override
    public BulkOutcome revokeSubject(Subject subject) {
        return watch.watch(
                Operation.REVOKE_SUBJECT, () -> revocations.revokeSubject(subject), WatchedRevocations::ending);
    }

    @Override
    public BulkOutcome revokeClient(ClientId client) {
        return watch.watch(Operation.REVOKE_CLIENT, () -> revocations.revokeClient(client), WatchedRevocations::ending);
    }

    @Override
    public BulkOutcome revokeSession(SessionId session) {
        return watch.watch(
                Operation.REVOKE_SESSION, () -> revocations.revokeSession(session), WatchedRevocations::ending);
    }

    static Ending ending(BulkOutcome outcome) {
        return outcome.match(all -> Ending.DONE, (some, fault) -> Ending.INCOMPLETE);
    }
}
