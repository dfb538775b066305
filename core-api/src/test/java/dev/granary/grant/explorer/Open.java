package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.RevocationReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens a grant for a login that began before: index entry, record, then the fence, then the code is released. Its
 * client redeems the code.
 *
 * @param protocol the design it keeps to
 * @param grant what it opens
 * @param attempts how many writes it has decided on after the first
 * @param sent what it sends next
 */
record Open(Protocol protocol, Grant grant, int attempts, Statement sent) implements Caller {

    static Open of(Protocol protocol) {
        Grant grant = Samples.opened(protocol);
        return new Open(protocol, grant, 0, new Statement.Enlist(grant.id()));
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
        if (sent instanceof Statement.Enlist) {
            return sending(new Statement.Insert(grant));
        }
        if (sent instanceof Statement.Insert) {
            // A conflict shows the own record, rewritten since.
            return sending(new Statement.ReadFence(Samples.LOGIN));
        }
        if (sent instanceof Statement.ReadFence) {
            return reply.isAbsent() ? released() : sending(new Statement.Find(grant.id()));
        }
        return reply.isWritten() || reply.isAbsent() || reply.record().isRevoked()
                ? Heard.ends(Event.of(Event.Kind.REFUSED))
                : revoke(reply.record(), now);
    }

    private Heard released() {
        Call redemption = Call.presenting(protocol, "redeem", Samples.token(0), 0, 0);
        return new Heard(redemption, Optional.of(Event.of(Event.Kind.OPENED, grant.id())));
    }

    private Heard revoke(Grant stored, Instant now) {
        Grant next = stored.revoke(RevocationReason.FENCED, Samples.revision("fenced-" + attempts), now);
        return Heard.goesOn(new Open(protocol, grant, attempts + 1, new Statement.Replace(next, stored.stamp())));
    }

    private Heard sending(Statement statement) {
        return Heard.goesOn(new Open(protocol, grant, attempts, statement));
    }

    @Override
    public int hashCode() {
        return 31 * attempts + sent.hashCode();
    }
}
