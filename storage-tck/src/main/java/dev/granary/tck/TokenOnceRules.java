package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** ONCE, of tokens: of any number of callers on any nodes exactly one wins. */
public interface TokenOnceRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-21",
            says = "of concurrent redemptions of one code one gets tokens, and the others end the grant",
            from = "RFC 6749 section 4.1.2; ory/fosite#778, keycloak/keycloak#22448",
            why = "The second redemption may be a thief's, so what the first one got must die with it.",
            look = "two swaps of one revision that both win, or a loser that does not see the winner's "
                    + "write when it looks again")
    default void ONCE_21_oneRedemptionWins(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().rounds(); round++) {
            Account account = kit.account();
            String code = kit.node(round).code(account);
            List<TokenOutcome> outcomes = race(kit, n -> kit.node(n), node -> node.redeem(code, account));
            List<IssuedTokens> won = Outcomes.successes(outcomes);
            assertThat(won).as("winners of one code").hasSize(1);
            assertThat(Outcomes.refusals(outcomes))
                    .hasSize(outcomes.size() - 1)
                    .isSubsetOf(Refusal.REPLAYED, Refusal.REVOKED)
                    .containsOnlyOnce(Refusal.REPLAYED);
            assertThat(kit.node(round).isLive(won.get(0), account)).isFalse();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-22",
            says = "concurrent rotations of one token within the window all get the same one successor",
            from = "RFC 9700 section 4.14.2; thephpleague/oauth2-server#1506, ory/hydra#1831",
            why = "Browsers and apps refresh in parallel; a fork would be taken for theft at its next use.",
            look = "a second successor: a swap that won twice, or a find after a lost swap that shows the "
                    + "state before")
    default void ONCE_22_oneSuccessorIsMade(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().rounds(); round++) {
            Account account = kit.account();
            IssuedTokens first = kit.node(round).begin(account);
            List<TokenOutcome> outcomes = race(kit, n -> kit.node(n), node -> node.refresh(first, account));
            List<IssuedTokens> won = Outcomes.successes(outcomes);
            assertThat(won).as("answers with tokens").hasSameSizeAs(outcomes);
            assertThat(won.stream().map(IssuedTokens::refreshToken).distinct())
                    .as("successors")
                    .hasSize(1);
            for (IssuedTokens held : won) {
                assertThat(kit.node(0).isLive(held.accessToken(), account)).isTrue();
            }
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-23",
            says = "of concurrent rotations of one token without a window one wins, and the others end the grant",
            from = "RFC 9700 section 4.14.2; CVE-2026-1035, apache/cxf#3364",
            why = "With the window off every second use is a theft, also at the same moment.",
            look = "two winners of one swap, or a revocation that was swapped against a revision that is "
                    + "no longer stored")
    default void ONCE_23_oneRotationWins(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            IssuedTokens first = kit.node(round).begin(account);
            List<TokenOutcome> outcomes = race(kit, n -> kit.strictNode(n), node -> node.refresh(first, account));
            List<IssuedTokens> won = Outcomes.successes(outcomes);
            assertThat(won).as("winners of one token").hasSize(1);
            assertThat(Outcomes.refusals(outcomes))
                    .hasSize(outcomes.size() - 1)
                    .isSubsetOf(Refusal.REPLAYED, Refusal.REVOKED);
            Lives.assertEnded(kit, account, won.get(0));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-24",
            says = "a rotation and a delayed retry of the one before it leave one living chain",
            why = "A slow request that arrives late is the client's own and no reason to log it out.",
            look = "a lost field for spending times or the previous credential, or a stale read after a lost swap")
    default void ONCE_24_aDelayedRetryForksNothing(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            Node node = kit.node(round);
            Node other = kit.node(round + 1);
            IssuedTokens first = node.begin(account);
            IssuedTokens second = Outcomes.issued(node.refresh(first, account));
            var both = kit.races().run(() -> node.refresh(second, account), () -> other.refresh(first, account));
            IssuedTokens third = Outcomes.issued(both.first());
            Optional<IssuedTokens> late = Outcomes.success(both.second());
            late.ifPresent(retried -> assertThat(retried.refreshToken()).isEqualTo(second.refreshToken()));
            assertThat(late.isPresent() || Outcomes.refusal(both.second()).equals(Optional.of(Refusal.STALE)))
                    .isTrue();
            Lives.assertGoesOn(kit, account, third);
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    private static List<TokenOutcome> race(Kit kit, IntFunction<Node> nodes, Call call) throws Exception {
        List<Callable<TokenOutcome>> callers = new ArrayList<>();
        for (int n = 0; n < kit.races().racers(); n++) {
            Node node = nodes.apply(n);
            callers.add(() -> call.on(node));
        }
        return kit.races().run(callers);
    }

    /** What each racer calls. */
    interface Call {

        /** Calls a node. */
        TokenOutcome on(Node node);
    }
}
