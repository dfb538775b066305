package dev.granary.grant;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One authorization and everything issued from it. Its methods are the only transitions there are; each is a pure
 * function that returns what is to be stored and changes nothing.
 *
 * @param id the grant's id
 * @param granted what was granted to whom
 * @param code what who redeems the code must show; empty in a grant without a chain
 * @param chain where the chain of credentials stands
 * @param createdAt when it was opened
 * @param endsAt its absolute end
 * @param accessUntil when the last of its access tokens expires
 * @param revocation its revocation; a revoked grant never lives again
 * @param retainUntil until when the record is kept: longer than every token of it, skew included
 * @param stamp revision, count and carried fields
 */
public record Grant(
        GrantId id,
        Granted granted,
        Optional<CodeBinding> code,
        Chain chain,
        Instant createdAt,
        Instant endsAt,
        Instant accessUntil,
        Optional<Revocation> revocation,
        Instant retainUntil,
        Stamp stamp)
        implements StoredRecord<GrantId> {

    /** Lists grants by subject. */
    public static final Index<Grant> BY_SUBJECT = new Index<>(
            "subject",
            grant -> Optional.of(IndexValue.of(grant.granted().subject().value())));

    /** Lists grants by client. */
    public static final Index<Grant> BY_CLIENT = new Index<>(
            "client",
            grant -> Optional.of(IndexValue.of(grant.granted().client().value())));

    /** Lists grants by session. */
    public static final Index<Grant> BY_SESSION =
            new Index<>("session", grant -> grant.granted().session().map(session -> IndexValue.of(session.value())));

    /** The kind of record that grants are. */
    public static final RecordKind<GrantId, Grant> KIND =
            new RecordKind<>("grants", new GrantCodec(), List.of(BY_SUBJECT, BY_CLIENT, BY_SESSION));

    /** Cuts the times to microseconds. */
    public Grant {
        createdAt = Times.micros(createdAt);
        endsAt = Times.micros(endsAt);
        accessUntil = Times.micros(accessUntil);
        retainUntil = Times.micros(retainUntil);
    }

    /**
     * Opens a grant whose chain begins with an authorization code.
     *
     * @throws IllegalArgumentException if the code outlives the grant
     */
    public static Grant openWithCode(Opening opening, CodeBinding binding, Credential code, GrantPolicy policy) {
        requireWithin("code", code.expiresAt(), opening.endsAt());
        return open(opening, Optional.of(binding), Chain.begin(code), opening.at(), policy);
    }

    /**
     * Opens a grant without a chain, which has one access token and nothing to redeem.
     *
     * @throws IllegalArgumentException if the access token outlives the grant
     */
    public static Grant openWithoutChain(Opening opening, Instant accessExpiresAt, GrantPolicy policy) {
        requireWithin("access token", accessExpiresAt, opening.endsAt());
        return open(opening, Optional.empty(), Chain.NONE, accessExpiresAt, policy);
    }

    /**
     * Decides what becomes of a presented code or refresh token. Code redemption and refresh rotation are the same.
     * The first that applies is the answer:
     *
     * <ol>
     *   <li>another client, sender key or, for a code, redirect URI or verifier: mismatched, also when it is spent;
     *   <li>the grant is revoked: revoked;
     *   <li>the current credential: expired, or mismatched in scope or resource, or advanced;
     *   <li>the one before it, within the retry window, its successor unused: retried;
     *   <li>any other refresh token spent within the window: stale;
     *   <li>a genuine credential of an earlier generation: replayed, whatever its expiry;
     *   <li>anything else: unknown. That includes a genuine credential of this or a later generation, which only a
     *       fail-over to an older record can bring about: it accuses nobody.
     * </ol>
     *
     * @throws IllegalArgumentException if the call names another grant, or would outlive this one
     */
    public AdvanceOutcome advance(Advance call, GrantPolicy policy, Instant now) {
        return new Advancement(this, call, policy, now).outcome();
    }

    /** Revokes the grant; a revoked grant is returned as it is. */
    public Grant revoke(RevocationReason reason, Revision attempt, Instant now) {
        if (isRevoked()) {
            return this;
        }
        return new Grant(
                id,
                granted,
                code,
                chain.withoutSuccessor(),
                createdAt,
                endsAt,
                accessUntil,
                Optional.of(new Revocation(reason, now)),
                retainUntil,
                stamp.next(attempt));
    }

    /** Ends the access tokens of this generation and of those before it; a grant that has ended them is returned. */
    public Grant revokeAccess(int generation, Revision attempt) {
        int least = Math.addExact(generation, 1);
        if (isRevoked() || chain.floor() >= least || generation > chain.generation()) {
            return this;
        }
        return with(code, chain.withFloor(least), accessUntil, retainUntil, attempt);
    }

    /** Whether the grant was revoked. */
    public boolean isRevoked() {
        return revocation.isPresent();
    }

    /**
     * Whether an access token of this grant is live. A grant that was exchanged for others needs theirs to be live,
     * too; see {@link Granted#parents()}.
     */
    public boolean admits(int generation, Instant expiresAt, Instant now) {
        return !isRevoked() && generation >= chain.floor() && now.isBefore(expiresAt) && now.isBefore(endsAt);
    }

    /** Whether anything of the grant can still be used. */
    public boolean isLive(Instant now) {
        boolean redeemable =
                chain.current().filter(held -> now.isBefore(held.expiresAt())).isPresent();
        return !isRevoked() && now.isBefore(endsAt) && (redeemable || now.isBefore(accessUntil));
    }

    /**
     * Whether what was exchanged for this grant may live (RFC 8693): it is not revoked, not at its end, and, if it has no
     * chain, neither is the only access token that it ever had.
     */
    public boolean upholds(Instant now) {
        boolean spent = code.isEmpty() && chain.floor() > chain.generation();
        return !isRevoked() && now.isBefore(endsAt) && !spent;
    }

    /** What this state shows of the call that made {@code successor}. */
    public Trace traceOf(Successor successor) {
        TokenHash hash = successor.credential().hash();
        if (chain.isCurrent(hash)) {
            return Trace.CURRENT;
        }
        return chain.isPrevious(hash) ? Trace.SUPERSEDED : Trace.NONE;
    }

    @Override
    public GrantId key() {
        return id;
    }

    private static Grant open(
            Opening opening, Optional<CodeBinding> binding, Chain chain, Instant accessUntil, GrantPolicy policy) {
        return new Grant(
                opening.id(),
                opening.granted(),
                binding,
                chain,
                opening.at(),
                opening.endsAt(),
                accessUntil,
                Optional.empty(),
                retention(chain, opening.at(), accessUntil, policy),
                Stamp.first(opening.attempt()));
    }

    /** The grant after its current credential was spent: never retained for less long than it was. */
    Grant advanced(Chain next, Advance call, GrantPolicy policy) {
        Optional<CodeBinding> bound =
                call.presented().kind() == CredentialKind.REFRESH_TOKEN ? code.map(CodeBinding::withoutNonce) : code;
        Instant lastAccess = Times.later(accessUntil, call.accessExpiresAt());
        Instant kept = Times.later(retainUntil, retention(next, createdAt, lastAccess, policy));
        return with(bound, next, lastAccess, kept, call.attempt());
    }

    private Grant with(Optional<CodeBinding> bound, Chain next, Instant lastAccess, Instant kept, Revision attempt) {
        return new Grant(
                id, granted, bound, next, createdAt, endsAt, lastAccess, revocation, kept, stamp.next(attempt));
    }

    private static Instant retention(Chain chain, Instant createdAt, Instant accessUntil, GrantPolicy policy) {
        Instant tokens = chain.current()
                .map(held -> Times.later(accessUntil, held.expiresAt()))
                .orElse(accessUntil);
        Instant code = chain.current().isPresent() ? createdAt.plus(policy.codeKept()) : createdAt;
        return Times.later(tokens, code).plus(policy.skew());
    }

    static void requireWithin(String what, Instant expiresAt, Instant endsAt) {
        if (expiresAt.isAfter(endsAt)) {
            throw new IllegalArgumentException(what + ": expected to expire at the grant's end or before");
        }
    }
}
