package dev.granary.grant;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Duration;
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
        Presented presented = call.presented();
        if (!presented.grant().equals(id)) {
            throw new IllegalArgumentException("presented: expected a credential of this grant");
        }
        Optional<Mismatch> mismatch = mismatch(presented, call.binding());
        if (mismatch.isPresent()) {
            return new AdvanceOutcome.Mismatched(mismatch.get());
        }
        if (isRevoked()) {
            return new AdvanceOutcome.Revoked();
        }
        Optional<Credential> current =
                chain.current().filter(held -> held.hash().matches(presented.hash()));
        if (current.isPresent()) {
            return spend(current.get(), call, policy, now);
        }
        return answerSpent(call, policy, now);
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

    private Optional<Mismatch> mismatch(Presented presented, Binding binding) {
        if (!granted.client().equals(binding.client())) {
            return Optional.of(Mismatch.CLIENT);
        }
        if (granted.senderKey().isPresent() && !granted.senderKey().equals(binding.senderKey())) {
            return Optional.of(Mismatch.SENDER_KEY);
        }
        return presented.kind() == CredentialKind.CODE ? codeMismatch(binding) : Optional.empty();
    }

    private Optional<Mismatch> codeMismatch(Binding binding) {
        boolean redirected = code.map(bound -> bound.admits(binding.redirectUri()))
                .orElse(binding.redirectUri().isEmpty());
        if (!redirected) {
            return Optional.of(Mismatch.REDIRECT_URI);
        }
        boolean answered = code.isPresent()
                && binding.verifier()
                        .filter(code.get().challenge()::isAnsweredBy)
                        .isPresent();
        return answered ? Optional.empty() : Optional.of(Mismatch.VERIFIER);
    }

    private Optional<Mismatch> excess(Binding binding) {
        if (!granted.scopes().contains(binding.scopes())) {
            return Optional.of(Mismatch.SCOPE);
        }
        boolean within = granted.resources().containsAll(binding.resources());
        return within ? Optional.empty() : Optional.of(Mismatch.RESOURCE);
    }

    private AdvanceOutcome spend(Credential current, Advance call, GrantPolicy policy, Instant now) {
        if (!now.isBefore(current.expiresAt())) {
            return new AdvanceOutcome.Expired();
        }
        Optional<Mismatch> excess = excess(call.binding());
        if (excess.isPresent()) {
            return new AdvanceOutcome.Mismatched(excess.get());
        }
        requireWithin("successor", call.successor().credential().expiresAt(), endsAt);
        requireWithin("access token", call.accessExpiresAt(), endsAt);
        boolean rotates = !call.successor().credential().hash().matches(current.hash());
        if (!rotates && call.presented().kind() == CredentialKind.CODE) {
            throw new IllegalArgumentException("successor: expected another credential than the code");
        }
        Chain next = chain.advance(
                call.successor().credential(),
                new Spent(current.hash(), retriable(call, policy), call.accessExpiresAt()),
                rotates && granted.resources().size() <= 1,
                now);
        Instant lastAccess = Times.later(accessUntil, call.accessExpiresAt());
        Instant kept = Times.later(retainUntil, retention(next, createdAt, lastAccess, policy));
        Optional<CodeBinding> bound =
                call.presented().kind() == CredentialKind.REFRESH_TOKEN ? code.map(CodeBinding::withoutNonce) : code;
        return new AdvanceOutcome.Advanced(with(bound, next, lastAccess, kept, call.attempt()));
    }

    /** A code has no retry window, and a successor that nobody may ask for again is not kept. */
    private static Optional<SealedSecret> retriable(Advance call, GrantPolicy policy) {
        boolean kept = call.presented().kind() == CredentialKind.REFRESH_TOKEN
                && !policy.retryWindow().isZero();
        return kept ? call.successor().sealed() : Optional.empty();
    }

    private AdvanceOutcome answerSpent(Advance call, GrantPolicy policy, Instant now) {
        Presented presented = call.presented();
        boolean previous = chain.isPrevious(presented.hash());
        boolean earlier = previous || (presented.genuine() && presented.generation() < chain.generation());
        if (!earlier) {
            return new AdvanceOutcome.Unknown();
        }
        if (presented.kind() == CredentialKind.REFRESH_TOKEN) {
            int generation = previous ? chain.generation() - 1 : presented.generation();
            Optional<Instant> spentAt = chain.spentAt(generation);
            if (previous && isWithin(spentAt, policy.retryWindow(), now)) {
                return retry(call, now);
            }
            if (isWithin(spentAt, policy.forbearance(), now)) {
                return new AdvanceOutcome.Stale();
            }
        }
        if (!presented.genuine()) {
            return new AdvanceOutcome.Unknown();
        }
        RevocationReason reason = presented.kind() == CredentialKind.CODE
                ? RevocationReason.CODE_REPLAYED
                : RevocationReason.REFRESH_TOKEN_REUSED;
        return new AdvanceOutcome.Replayed(revoke(reason, call.attempt(), now));
    }

    private AdvanceOutcome retry(Advance call, Instant now) {
        Optional<Mismatch> excess = excess(call.binding());
        if (excess.isPresent()) {
            return new AdvanceOutcome.Mismatched(excess.get());
        }
        Spent spent = chain.previous().orElseThrow();
        boolean usable =
                chain.current().filter(held -> now.isBefore(held.expiresAt())).isPresent()
                        && chain.floor() <= chain.generation();
        Optional<SealedSecret> sealed = spent.successor().filter(secret -> usable);
        return sealed.isPresent()
                ? new AdvanceOutcome.Retried(sealed.get(), spent.accessExpiresAt())
                : new AdvanceOutcome.Stale();
    }

    private Grant with(Optional<CodeBinding> bound, Chain next, Instant lastAccess, Instant kept, Revision attempt) {
        return new Grant(
                id, granted, bound, next, createdAt, endsAt, lastAccess, revocation, kept, stamp.next(attempt));
    }

    private static boolean isWithin(Optional<Instant> spentAt, Duration window, Instant now) {
        return spentAt.filter(time -> now.isBefore(time.plus(window))).isPresent();
    }

    private static Instant retention(Chain chain, Instant createdAt, Instant accessUntil, GrantPolicy policy) {
        Instant tokens = chain.current()
                .map(held -> Times.later(accessUntil, held.expiresAt()))
                .orElse(accessUntil);
        Instant code = chain.current().isPresent() ? createdAt.plus(policy.codeKept()) : createdAt;
        return Times.later(tokens, code).plus(policy.skew());
    }

    private static void requireWithin(String what, Instant expiresAt, Instant endsAt) {
        if (expiresAt.isAfter(endsAt)) {
            throw new IllegalArgumentException(what + ": expected to expire at the grant's end or before");
        }
    }
}
