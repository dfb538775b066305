package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The steps of a walk that are about grants. */
final class GrantWalk {

    private static final ClientId STRANGER = new ClientId("stranger");

    private final CaseModel model;
    private final SetClock clock;

    GrantWalk(CaseModel model, SetClock clock) {
        this.model = model;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant();
    }

    void issue(Node node, Account account, Instant begunAt) {
        var outcome = node.tokens().issueCode(account.granted(begunAt), account.codeBinding());
        if (model.isFenced(account, begunAt)) {
            assertThat(Outcomes.codeRefusal(outcome)).contains(Refusal.FENCED);
            model.refuse(account);
        } else {
            Instant ends = now().plus(Lifetimes.DEFAULT.code());
            model.grants(account).add(new GrantModel(Outcomes.code(outcome), ends));
        }
    }

    void redeem(Node node, Account account, CaseStep step) {
        grant(account, step, fresh -> fresh.current() == 0).ifPresent(grant -> {
            String code = grant.credentials().get(0);
            compare(grant, 0, node.redeem(code, account));
        });
    }

    void refresh(Node node, Account account, CaseStep step) {
        grant(account, step, used -> used.current() > 0)
                .filter(grant -> grant.current() > 0)
                .ifPresent(grant -> {
                    int generation = generation(grant, step);
                    String token = grant.credentials().get(generation);
                    compare(grant, generation, node.refresh(token, account));
                });
    }

    /** Mostly the last that fits and has not ended, or steps would lead nowhere; sometimes the very first. */
    private Optional<GrantModel> grant(Account account, CaseStep step, Predicate<GrantModel> fitting) {
        List<GrantModel> grants = model.grants(account);
        List<GrantModel> living = grants.stream()
                .filter(grant -> !grant.isRevoked())
                .filter(fitting)
                .toList();
        return step.number() == 1 || living.isEmpty()
                ? grants.stream().findFirst()
                : Optional.of(living.get(living.size() - 1));
    }

    private static int generation(GrantModel grant, CaseStep step) {
        return step.choice() == 3 ? 1 : Math.max(1, grant.current() - step.choice());
    }

    private void compare(GrantModel grant, int generation, TokenOutcome outcome) {
        GrantModel.Answer expected = grant.answer(generation, now());
        Optional<IssuedTokens> tokens = Outcomes.success(outcome);
        assertThat(answer(grant, tokens, Outcomes.refusal(outcome)))
                .as("credential %d of %d, %s", generation, grant.current(), outcome)
                .isEqualTo(expected);
        switch (expected) {
            case ADVANCED ->
                tokens.ifPresent(next -> grant.advance(
                        Outcomes.refreshToken(next),
                        next.accessToken(),
                        now(),
                        now().plus(Lifetimes.DEFAULT.accessToken())));
            case RETRIED -> tokens.ifPresent(again -> grant.retry(again.accessToken()));
            case REPLAYED -> {
                grant.revoke();
                model.replays++;
            }
            case STALE, REFUSED -> {}
        }
    }

    private static GrantModel.Answer answer(
            GrantModel grant, Optional<IssuedTokens> tokens, Optional<Refusal> refusal) {
        if (tokens.isPresent()) {
            String held = grant.credentials().get(grant.current());
            boolean same = Outcomes.refreshToken(tokens.get()).equals(held);
            return same ? GrantModel.Answer.RETRIED : GrantModel.Answer.ADVANCED;
        }
        return switch (refusal.orElseThrow(() -> new AssertionError("superseded, where nobody else is"))) {
            case STALE -> GrantModel.Answer.STALE;
            case REPLAYED -> GrantModel.Answer.REPLAYED;
            case UNKNOWN, EXPIRED, REVOKED -> GrantModel.Answer.REFUSED;
            default -> throw new AssertionError("refused for " + refusal.get());
        };
    }

    void revoke(Node node, Account account, CaseStep step) {
        grant(account, step, any -> true).ifPresent(grant -> {
            int generation = step.choice() == 1 ? 0 : grant.current();
            String credential = grant.credentials().get(generation);
            if (step.choice() == 3) {
                assertThat(node.tokens().revoke(credential, STRANGER)).isNotEqualTo(RevokeOutcome.REVOKED);
            } else if (step.choice() == 2 && !grant.access().isEmpty()) {
                var token = grant.access().get(grant.access().size() - 1);
                assertRevoked(grant, node.tokens().revoke(token.value(), account.client()));
                grant.revokeAccess(token);
            } else {
                assertRevoked(grant, node.tokens().revoke(credential, account.client()));
                grant.revoke();
            }
        });
    }

    private void assertRevoked(GrantModel grant, RevokeOutcome outcome) {
        if (grant.isKept(now())) {
            assertThat(outcome).isEqualTo(RevokeOutcome.REVOKED);
        }
    }

    void revokeAll(Node node, Account account, Bulk bulk) {
        BulkOutcome outcome = bulk.revoke(node, account);
        List<Integer> counts = model.revokeAll(bulk, account, now());
        assertThat(Outcomes.isComplete(outcome)).isTrue();
        assertThat(Outcomes.count(outcome)).as("revoked").isBetween(counts.get(0), counts.get(1));
    }

    void introspect(Node node, Account account) {
        for (GrantModel grant : model.grants(account)) {
            for (var token : grant.access()) {
                assertThat(node.isLive(token.value(), account))
                        .as("access token of generation %d of %d is live", token.generation(), grant.current())
                        .isEqualTo(grant.isLive(token, now()));
            }
            for (int generation = 1; generation <= grant.current(); generation++) {
                assertThat(node.isLive(grant.credentials().get(generation), account))
                        .as("refresh token %d of %d is live", generation, grant.current())
                        .isEqualTo(generation == grant.current() && grant.isCurrentLive(now()));
            }
        }
    }
}
