package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.RevocationReason;
import dev.granary.record.Revision;
import java.time.Instant;
import java.util.Optional;

/**
 * A writer that is no client's call: it revokes a grant, or seals it again.
 *
 * @param revokes which of the two
 * @param attempts how many writes it has decided on
 * @param sent what it sends next
 */
record Rewrite(boolean revokes, int attempts, Statement sent) implements Caller {

    static Rewrite revoking() {
        return new Rewrite(true, 0, new Statement.Find(Samples.GRANT));
    }

    static Rewrite resealing() {
        return new Rewrite(false, 0, new Statement.Find(Samples.GRANT));
    }

    @Override
    public Optional<Statement> next() {
        return Optional.of(sent);
    }

    @Override
    public Heard hear(Reply reply, Instant now) {
        if (reply.isLost()) {
            return Heard.goesOn(this);
        }
        if (reply.isWritten() || reply.isAbsent() || (revokes && reply.record().isRevoked())) {
            return Heard.ends(
                    revokes ? Event.of(Event.Kind.REVOKED, Samples.GRANT) : Event.of(Event.Kind.TIDIED, Samples.GRANT));
        }
        Grant stored = reply.record();
        Revision attempt = Samples.revision((revokes ? "revoke-" : "reseal-") + attempts);
        Grant next = revokes
                ? stored.revoke(RevocationReason.CLIENT_REQUEST, attempt, now)
                : Samples.resealed(stored, attempt);
        return Heard.goesOn(new Rewrite(revokes, attempts + 1, new Statement.Replace(next, stored.stamp())));
    }
}
