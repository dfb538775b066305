package dev.granary.domain.revocation;

import dev.granary.client.ClientId;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;

/**
 * Ends everything of one subject, client or session, and nothing else, the upstream tokens of the sessions it ends
 * included, and the consents of a subject or client. A login begun before and ending later is refused. Safe for threads, and to repeat.
 */
public interface Revocations {

    /** Ends everything about a subject. */
    BulkOutcome revokeSubject(Subject subject);

    /** Ends everything a client holds. */
    BulkOutcome revokeClient(ClientId client);

    /** Ends everything of an upstream login. */
    BulkOutcome revokeSession(SessionId session);
}
