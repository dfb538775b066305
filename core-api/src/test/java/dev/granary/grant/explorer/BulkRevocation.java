package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.RevocationReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the fence, walks the index, revokes what it lists.
 *
 * @param attempts how many writes it has decided on
 * @param rest what is still to be revoked after this one
 * @param sent what it sends next
 */
record BulkRevocation(int attempts, List<Grant> rest, Statement sent) implements Caller {

    static BulkRevocation of(Protocol protocol) {
        Statement walk = new Statement.Walk();
        Statement first = protocol.fences() ? new Statement.WriteFence(Samples.NOW) : walk;
        return new BulkRevocation(0, List.of(), first);
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
        if (sent instanceof Statement.WriteFence) {
            return Heard.goesOn(new BulkRevocation(0, List.of(), new Statement.Walk()));
        }
        if (sent instanceof Statement.Walk) {
            return revokeNext(reply.records(), now);
        }
        return reply.isWritten() || reply.isAbsent() ? revokeNext(rest, now) : revoke(reply.record(), rest, now);
    }

    private Heard revokeNext(List<Grant> listed, Instant now) {
        return listed.isEmpty()
                ? Heard.ends(Event.of(Event.Kind.ALL_REVOKED))
                : revoke(listed.get(0), listed.subList(1, listed.size()), now);
    }

    private Heard revoke(Grant stored, List<Grant> others, Instant now) {
        if (stored.isRevoked()) {
            return revokeNext(others, now);
        }
        Grant next = stored.revoke(RevocationReason.SUBJECT_REVOKED, Samples.revision("bulk-" + attempts), now);
        Statement write = new Statement.Replace(next, stored.stamp());
        return Heard.goesOn(new BulkRevocation(attempts + 1, others, write));
    }
}
