package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.tck.fault.Delay;
import dev.granary.tck.fault.Interruption;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FAULT, with somebody else at work between a write that got no answer and its repetition. */
public interface InterruptionRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-32",
            says = "a rotation that got no answer, and from which its client went on elsewhere, accuses nobody",
            why = "The slow answer and the fast retry are one client; neither is a thief.",
            look = "a conflict that is told as written, or a lost field of the chain")
    default void FAULT_32_rotationOvertaken(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        List<IssuedTokens> elsewhere = new ArrayList<>();
        TokenOutcome outcome = interrupted(kit, true, () -> {
                    elsewhere.add(Outcomes.issued(kit.node(1).refresh(first, account)));
                    elsewhere.add(Outcomes.issued(kit.node(1).refresh(elsewhere.get(0), account)));
                })
                .refresh(first, account);
        assertThat(outcome).as("the overtaken call").isInstanceOf(TokenOutcome.Superseded.class);
        Lives.assertGoesOn(kit, account, elsewhere.get(1));
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-33",
            says = "a rotation that got no answer, before its grant was revoked, leaves nothing alive",
            why = "A rotation that is still under way must not carry the grant over the log-out.",
            look = "the mark of the revocation, lost in the record or in the swap")
    default void FAULT_33_rotationRevoked(Kit kit) {
        for (boolean takesEffect : List.of(true, false)) {
            Account account = kit.account();
            IssuedTokens first = kit.node(0).begin(account);
            Node node = interrupted(
                    kit,
                    takesEffect,
                    () -> assertThat(kit.node(1).tokens().revoke(Outcomes.refreshToken(first), account.client()))
                            .isEqualTo(RevokeOutcome.REVOKED));
            Trials.attempt(() -> node.refresh(first, account))
                    .flatMap(Outcomes::success)
                    .ifPresent(won -> Lives.assertEnded(kit, account, won));
            Lives.assertEnded(kit, account, first);
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-34",
            says = "a revocation that got no answer, before its grant was rotated, ends what came of the rotation",
            why = "The log-out that got no answer is sent again, and must reach what was born meanwhile.",
            look = "a repetition that is answered by the revision of somebody else's write")
    default void FAULT_34_revocationOvertaken(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        List<IssuedTokens> elsewhere = new ArrayList<>();
        Node node = interrupted(
                kit, false, () -> elsewhere.add(Outcomes.issued(kit.node(1).refresh(first, account))));
        assertThat(node.tokens().revoke(Outcomes.refreshToken(first), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        Lives.assertEnded(kit, account, first, elsewhere.get(0));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-35",
            says = "a redemption that got no answer is not taken for a replay of its own",
            why = "A driver that sends again meets its own first attempt.",
            look = "a replace that finds its own revision and conflicts")
    default void FAULT_35_redemptionRepeated(Kit kit) {
        for (boolean takesEffect : List.of(true, false)) {
            Account account = kit.account();
            String code = kit.node(0).code(account);
            Node node = interrupted(kit, takesEffect, () -> {});
            Lives.assertGoesOn(kit, account, Outcomes.issued(node.redeem(code, account)));
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-36",
            says = "a rotation that is held up until its client has rotated twice elsewhere accuses nobody",
            from = "ory/hydra#1831, openiddict#1147",
            why = "A request can be held up for seconds on its way while its client goes on by another node.",
            look = "spending times that are lost, or a swap that does not see that it came too late")
    default void FAULT_36_aDelayedRotationAccusesNobody(Kit kit) {
        for (Duration late : List.of(Duration.ZERO, Duration.ofSeconds(8), Duration.ofSeconds(14))) {
            Account account = kit.account();
            IssuedTokens first = kit.node(0).begin(account);
            List<IssuedTokens> elsewhere = new ArrayList<>();
            Node slow = kit.nodeOn(new WatchedStorage(kit.storage(), new Delay(() -> {
                elsewhere.add(Outcomes.issued(kit.node(1).refresh(first, account)));
                elsewhere.add(Outcomes.issued(kit.node(0).refresh(elsewhere.get(0), account)));
                kit.pass(late);
            })));
            assertThat(Outcomes.refusal(slow.refresh(first, account)))
                    .as("the delayed rotation")
                    .contains(Refusal.STALE);
            Lives.assertGoesOn(kit, account, elsewhere.get(1));
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    private static Node interrupted(Kit kit, boolean takesEffect, Runnable meanwhile) {
        return kit.nodeOn(new WatchedStorage(kit.storage(), new Interruption(takesEffect, meanwhile)));
    }
}
