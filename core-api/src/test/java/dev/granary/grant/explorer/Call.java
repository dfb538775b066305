package dev.granary.grant.explorer;

import dev.granary.grant.AdvanceOutcome;
import dev.granary.grant.Grant;
import dev.granary.grant.Mismatch;
import dev.granary.grant.Presented;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Successor;
import dev.granary.grant.TokenHash;
import dev.granary.grant.Trace;
import dev.granary.record.Revision;
import java.time.Instant;
import java.util.Optional;

/**
 * A client that presents a credential, and then what it got for it, and so on.
 *
 * @param protocol the design it keeps to
 * @param name tells its attempts and successors from those of others
 * @param presented the credential of this round
 * @param rounds how many more it will present
 * @param attempts how many writes it has decided on
 * @param made what it makes in place of the credential
 * @param doubts whether a write that spends has had no reply
 * @param sent what it sends next
 */
record Call(
        Protocol protocol,
        String name,
        Presented presented,
        int rounds,
        int attempts,
        String made,
        boolean doubts,
        Statement sent)
        implements Caller, AdvanceOutcome.Cases<Caller.Heard> {

    static Call presenting(Protocol protocol, String name, String token, int generation, int rounds) {
        Presented presented = Samples.presented(token, generation);
        String made = name + "-" + (generation + 1);
        return new Call(protocol, name, presented, rounds, 0, made, false, new Statement.Find(presented.grant()));
    }

    Successor successor() {
        return Samples.successor(made);
    }

    Revision attempt() {
        return Samples.revision(name + "-" + presented.generation() + "-" + attempts);
    }

    /** Sends the same again. */
    Call doubting() {
        boolean spends =
                sent instanceof Statement.Replace write && !write.next().isRevoked();
        return new Call(protocol, name, presented, rounds, attempts, made, doubts || spends, sent);
    }

    /** Reads, and would make another successor. */
    Call startingOver() {
        Statement find = new Statement.Find(presented.grant());
        return new Call(protocol, name, presented, rounds, attempts, made + "x", false, find);
    }

    @Override
    public Optional<Statement> next() {
        return Optional.of(sent);
    }

    @Override
    public Heard hear(Reply reply, Instant now) {
        if (reply.isLost()) {
            return Heard.goesOn(protocol.afterLoss(this));
        }
        if (reply.isAbsent()) {
            return refuse();
        }
        if (reply.isWritten()) {
            boolean revoked =
                    sent instanceof Statement.Replace write && write.next().isRevoked();
            return revoked ? Heard.ends(Event.of(Event.Kind.ACCUSED, presented.grant())) : release(made);
        }
        return decide(reply.record(), now);
    }

    private Heard decide(Grant stored, Instant now) {
        Trace trace = stored.isRevoked() ? Trace.NONE : protocol.traceOf(this, stored);
        if (trace == Trace.CURRENT) {
            return release(made);
        }
        if (trace == Trace.SUPERSEDED) {
            return unavailable();
        }
        AdvanceOutcome outcome =
                stored.advance(Samples.advance(presented, successor(), attempt(), now), protocol.policy(), now);
        // The one that answers knows what it read; write() puts the decision in its place.
        return outcome.match(new Call(
                protocol,
                name,
                presented,
                rounds,
                attempts + 1,
                made,
                doubts,
                new Statement.Replace(stored, stored.stamp())));
    }

    private Heard write(Grant next) {
        Statement.Replace loaded = (Statement.Replace) sent;
        Statement write = new Statement.Replace(next, loaded.expected());
        return Heard.goesOn(new Call(protocol, name, presented, rounds, attempts, made, doubts, write));
    }

    private Heard release(String token) {
        TokenHash successor = Samples.hash(token);
        Event event = Event.released(presented.grant(), presented.hash(), successor);
        return rounds == 0
                ? Heard.ends(event)
                : new Heard(
                        presenting(protocol, name, token, presented.generation() + 1, rounds - 1), Optional.of(event));
    }

    private static Heard refuse() {
        return Heard.ends(Event.of(Event.Kind.REFUSED));
    }

    private static Heard unavailable() {
        return Heard.ends(Event.of(Event.Kind.UNAVAILABLE));
    }

    @Override
    public Heard advanced(Grant next) {
        return write(next);
    }

    @Override
    public Heard retried(SealedSecret successor, Instant accessExpiresAt) {
        return release(successor.envelope());
    }

    @Override
    public Heard stale() {
        return refuse();
    }

    @Override
    public Heard replayed(Grant revoked) {
        return protocol.mayAccuse(this) ? write(revoked) : unavailable();
    }

    @Override
    public Heard mismatched(Mismatch what) {
        return refuse();
    }

    @Override
    public Heard expired() {
        return refuse();
    }

    @Override
    public Heard revoked() {
        return refuse();
    }

    @Override
    public Heard unknown() {
        return refuse();
    }
}
