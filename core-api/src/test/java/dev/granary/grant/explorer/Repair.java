package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks for the record of an index entry and removes the entry if there is none.
 *
 * @param protocol the design it keeps to
 * @param entry the grant that the entry was written for
 * @param sent what it sends next
 */
record Repair(Protocol protocol, Grant entry, Statement sent) implements Caller {

    static Repair of(Protocol protocol) {
        Grant entry = Samples.opened(protocol);
        return new Repair(protocol, entry, new Statement.Find(entry.id()));
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
        return reply.isAbsent() && protocol.mayDelist(entry, now)
                ? Heard.goesOn(new Repair(protocol, entry, new Statement.Delist(entry.id())))
                : Heard.ends(Event.of(Event.Kind.TIDIED));
    }

    @Override
    public int hashCode() {
        return sent.hashCode();
    }
}
