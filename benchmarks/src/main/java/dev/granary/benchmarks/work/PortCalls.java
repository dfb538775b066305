package dev.granary.benchmarks.work;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.StateHash;
import dev.granary.benchmarks.measure.Lane;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.RevocationReason;
import dev.granary.record.RecordStore;
import dev.granary.spi.Records;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The operations as the ports see them: what a store has to do, and the decision that is made over it. */
public final class PortCalls {

    private final Population population;
    private final List<GrantId> lasting;
    private final List<UpstreamTokenKey> sessions;
    private final Dice dice = new Dice();
    private final Transitions transitions = new Transitions(dice);
    private final RecordStore<GrantId, Grant> grants;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> upstreamTokens;
    private final RecordStore<StateHash, PendingAuthorization> pending;

    /** Works on {@code population}, which is in {@code records}. */
    public PortCalls(Records records, Population population) {
        this.population = population;
        // Apart from the records, as the raw operation has them: to look into a record costs a memory access.
        this.lasting = population.lasting().stream().map(Grant::key).toList();
        this.sessions =
                population.upstreamTokens().stream().map(UpstreamToken::key).toList();
        this.grants = records.grants();
        this.upstreamTokens = records.upstreamTokens();
        this.pending = records.pendingAuthorizations();
    }

    /** Finds a grant. What is decided of it is a part of the whole call: the raw read decides nothing either. */
    public Object introspect(Lane lane) {
        return grants.find(lasting(lane)).orElseThrow();
    }

    /** Finds a grant, redeems its code and swaps it in. */
    public Object redeem(Lane lane) {
        Grant grant = grants.find(lasting(lane)).orElseThrow();
        return grants.replace(transitions.redeemed(grant, number(lane), Instant.now()), grant.revision());
    }

    /** Finds a grant, rotates its refresh token and swaps it in. */
    public Object rotate(Lane lane) {
        return rotate(lasting(lane), number(lane), Instant.now());
    }

    /** Rotates the refresh token of this grant, at this time. */
    public Object rotate(GrantId id, int number, Instant now) {
        Grant grant = grants.find(id).orElseThrow();
        return grants.replace(transitions.rotated(grant, number, now), grant.revision());
    }

    /** Finds a grant, revokes it as if it had not been revoked yet, and swaps it in. */
    public Object revoke(Lane lane) {
        GrantId id = population.revocable(lane.pick(population.revocable())).id();
        Grant grant = grants.find(id).orElseThrow();
        Grant revoked = Transitions.live(grant, grant.chain())
                .revoke(RevocationReason.CLIENT_REQUEST, dice.revision(number(lane)), Instant.now());
        return grants.replace(revoked, grant.revision());
    }

    /** Finds a login on its way and swaps in that it was taken. */
    public Object take(Lane lane) {
        int pick = lane.pick(population.pending().size());
        PendingAuthorization found =
                pending.find(population.pending().get(pick).key()).orElseThrow();
        PendingAuthorization taken = new PendingAuthorization(
                found.state(),
                found.request(),
                found.leg(),
                found.session(),
                found.user(),
                found.begunAt(),
                found.expiresAt(),
                found.browser(),
                Optional.of(Instant.now()),
                found.retainUntil(),
                found.stamp().next(dice.revision(number(lane))));
        return pending.replace(taken, found.revision());
    }

    /** Finds the tokens that an upstream gave for a session. */
    public Object findUpstream(Lane lane) {
        int pick = lane.pick(sessions.size());
        return upstreamTokens.find(sessions.get(pick)).orElseThrow();
    }

    private GrantId lasting(Lane lane) {
        return lasting.get(lane.pick(lasting.size()));
    }

    private int number(Lane lane) {
        return lane.any(dice.many());
    }
}
