package dev.granary.domain.token;

import dev.granary.domain.realm.Writes;
import dev.granary.grant.Advance;
import dev.granary.grant.AdvanceOutcome;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Mismatch;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Trace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StorageFault;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call that presents a credential: load, compute, swap; on a lost swap reload and decide again with the same
 * successor.
 *
 * <ol>
 *   <li>A grant that shows this call's successor shows that its write took effect: it is answered, never accused.
 *   <li>A write of unknown outcome is repeated, the very same one.
 *   <li>A call with a doubtful write never concludes "replayed" or "stale": it reports that the outcome is unknown.
 *   <li>The answer to a replay leaves after the revocation is stored.
 * </ol>
 */
final class Redemption {

    private final RecordStore<GrantId, Grant> grants;
    private final Advance call;
    private final GrantPolicy policy;
    private final Instant now;
    private final Supplier<Revision> attempts;
    private final Writes writes = new Writes();

    Redemption(
            RecordStore<GrantId, Grant> grants,
            Advance call,
            GrantPolicy policy,
            Instant now,
            Supplier<Revision> attempts) {
        this.grants = grants;
        this.call = call;
        this.policy = policy;
        this.now = now;
        this.attempts = attempts;
    }

    /** What is answered. */
    interface Answers {

        TokenOutcome advanced(Grant stored);

        TokenOutcome retried(Grant stored, SealedSecret successor, Instant accessExpiresAt);

        TokenOutcome replayed(Grant stored);

        TokenOutcome refused(Grant stored, Refusal why);
    }

    TokenOutcome run(Grant loaded, Answers answers) {
        Optional<Grant> current = Optional.of(loaded);
        while (current.isPresent()) {
            Step step = decide(current.get(), answers);
            if (step.answer().isPresent()) {
                return step.answer().get();
            }
            current = step.reloaded();
        }
        return new TokenOutcome.Refused(Refusal.UNKNOWN);
    }

    /** Either an answer, or the grant as somebody else stored it meanwhile; neither if it is gone. */
    private record Step(Optional<TokenOutcome> answer, Optional<Grant> reloaded) {

        static Step done(TokenOutcome answer) {
            return new Step(Optional.of(answer), Optional.empty());
        }

        static Step again(Optional<Grant> reloaded) {
            return new Step(Optional.empty(), reloaded);
        }
    }

    private Step decide(Grant grant, Answers answers) {
        Trace trace = grant.traceOf(call.successor());
        if (trace == Trace.CURRENT && !grant.isRevoked()) {
            return Step.done(answers.advanced(grant));
        }
        if (trace == Trace.SUPERSEDED && !grant.isRevoked()) {
            return Step.done(new TokenOutcome.Superseded());
        }
        // Another state makes another write, and another write has another attempt id.
        Advance another = call.attemptedAs(attempts.get());
        return grant.advance(another, policy, now).match(new Decision(grant, answers));
    }

    /** What each outcome for a grant as it was loaded means for this call. */
    private final class Decision implements AdvanceOutcome.Cases<Step> {

        private final Grant grant;
        private final Answers answers;

        Decision(Grant grant, Answers answers) {
            this.grant = grant;
            this.answers = answers;
        }

        @Override
        public Step advanced(Grant next) {
            return swap(grant, next, answers::advanced);
        }

        @Override
        public Step retried(SealedSecret successor, Instant accessExpiresAt) {
            requireCertain();
            return Step.done(answers.retried(grant, successor, accessExpiresAt));
        }

        @Override
        public Step stale() {
            requireCertain();
            return Step.done(answers.refused(grant, Refusal.STALE));
        }

        @Override
        public Step replayed(Grant revoked) {
            requireCertain();
            return swap(grant, revoked, answers::replayed);
        }

        @Override
        public Step mismatched(Mismatch what) {
            return Step.done(answers.refused(grant, Refusal.of(what)));
        }

        @Override
        public Step expired() {
            return Step.done(answers.refused(grant, Refusal.EXPIRED));
        }

        @Override
        public Step revoked() {
            return Step.done(answers.refused(grant, Refusal.REVOKED));
        }

        @Override
        public Step unknown() {
            requireCertain();
            return Step.done(answers.refused(grant, Refusal.UNKNOWN));
        }
    }

    private Step swap(Grant grant, Grant next, Function<Grant, TokenOutcome> answer) {
        ReplaceOutcome<Grant> outcome = writes.replace(grants, next, grant.revision());
        return outcome.match(
                () -> Step.done(answer.apply(next)),
                stored -> Step.again(Optional.of(stored)),
                () -> Step.again(Optional.empty()));
    }

    private void requireCertain() {
        if (writes.doubtful()) {
            throw new OutcomeUnknownException(StorageFault.of(
                    grants.getClass().getSimpleName(),
                    "replace",
                    Grant.KIND.name(),
                    "a write of this request may or may not have taken effect; send the request again"));
        }
    }
}
