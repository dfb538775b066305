package dev.granary.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what becomes of one presented credential, in the order that {@link Grant#advance} states. */
final class Advancement {

    private final Grant grant;
    private final Advance call;
    private final Presented presented;
    private final GrantPolicy policy;
    private final Instant now;

    Advancement(Grant grant, Advance call, GrantPolicy policy, Instant now) {
        if (!call.presented().grant().equals(grant.id())) {
            throw new IllegalArgumentException("presented: expected a credential of this grant");
        }
        this.grant = grant;
        this.call = call;
        this.presented = call.presented();
        this.policy = policy;
        this.now = now;
    }

    AdvanceOutcome outcome() {
        Optional<Mismatch> mismatch = mismatch();
        if (mismatch.isPresent()) {
            return new AdvanceOutcome.Mismatched(mismatch.get());
        }
        if (grant.isRevoked()) {
            return new AdvanceOutcome.Revoked();
        }
        Optional<Credential> current =
                grant.chain().current().filter(held -> held.hash().matches(presented.hash()));
        return current.isPresent() ? spend(current.get()) : answerSpent();
    }

    private Optional<Mismatch> mismatch() {
        Granted granted = grant.granted();
        Binding binding = call.binding();
        if (!granted.client().equals(binding.client())) {
            return Optional.of(Mismatch.CLIENT);
        }
        if (granted.senderKey().isPresent() && !granted.senderKey().equals(binding.senderKey())) {
            return Optional.of(Mismatch.SENDER_KEY);
        }
        return isCode() ? codeMismatch(binding) : Optional.empty();
    }

    private Optional<Mismatch> codeMismatch(Binding binding) {
        Optional<CodeBinding> code = grant.code();
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

    private Optional<Mismatch> excess() {
        Granted granted = grant.granted();
        if (!granted.scopes().contains(call.binding().scopes())) {
            return Optional.of(Mismatch.SCOPE);
        }
        boolean within = granted.resources().containsAll(call.binding().resources());
        return within ? Optional.empty() : Optional.of(Mismatch.RESOURCE);
    }

    private AdvanceOutcome spend(Credential current) {
        if (!now.isBefore(current.expiresAt())) {
            return new AdvanceOutcome.Expired();
        }
        Optional<Mismatch> excess = excess();
        if (excess.isPresent()) {
            return new AdvanceOutcome.Mismatched(excess.get());
        }
        Credential next = call.successor().credential();
        Grant.requireWithin("successor", next.expiresAt(), grant.endsAt());
        Grant.requireWithin("access token", call.accessExpiresAt(), grant.endsAt());
        boolean rotates = !next.hash().matches(current.hash());
        if (!rotates && isCode()) {
            throw new IllegalArgumentException("successor: expected another credential than the code");
        }
        Chain chain = grant.chain()
                .advance(
                        next,
                        new Spent(current.hash(), retriable(), call.accessExpiresAt()),
                        rotates && grant.granted().resources().size() <= 1,
                        now);
        return new AdvanceOutcome.Advanced(grant.advanced(chain, call, policy));
    }

    /** A code has no retry window, and a successor that nobody may ask for again is not kept. */
    private Optional<SealedSecret> retriable() {
        boolean kept = !isCode() && !policy.retryWindow().isZero();
        return kept ? call.successor().sealed() : Optional.empty();
    }

    private AdvanceOutcome answerSpent() {
        Chain chain = grant.chain();
        boolean previous = chain.isPrevious(presented.hash());
        boolean earlier = previous || (presented.genuine() && presented.generation() < chain.generation());
        if (!earlier) {
            return new AdvanceOutcome.Unknown();
        }
        if (!isCode()) {
            int generation = previous ? chain.generation() - 1 : presented.generation();
            Optional<Instant> spentAt = chain.spentAt(generation);
            if (previous && isWithin(spentAt, policy.retryWindow())) {
                return retry();
            }
            if (isWithin(spentAt, policy.forbearance())) {
                return new AdvanceOutcome.Stale();
            }
        }
        if (!presented.genuine()) {
            return new AdvanceOutcome.Unknown();
        }
        RevocationReason reason = isCode() ? RevocationReason.CODE_REPLAYED : RevocationReason.REFRESH_TOKEN_REUSED;
        return new AdvanceOutcome.Replayed(grant.revoke(reason, call.attempt(), now));
    }

    private AdvanceOutcome retry() {
        Optional<Mismatch> excess = excess();
        if (excess.isPresent()) {
            return new AdvanceOutcome.Mismatched(excess.get());
        }
        Chain chain = grant.chain();
        Spent spent = chain.previous().orElseThrow();
        boolean usable =
                chain.current().filter(held -> now.isBefore(held.expiresAt())).isPresent()
                        && chain.floor() <= chain.generation();
        Optional<SealedSecret> sealed = spent.successor().filter(secret -> usable);
        return sealed.isPresent()
                ? new AdvanceOutcome.Retried(sealed.get(), spent.accessExpiresAt())
                : new AdvanceOutcome.Stale();
    }

    private boolean isCode() {
        return presented.kind() == CredentialKind.CODE;
    }

    private boolean isWithin(Optional<Instant> spentAt, Duration window) {
        return spentAt.filter(time -> now.isBefore(time.plus(window))).isPresent();
    }
}
