package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.grant.Granted;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FENCE, in races: whoever comes first, after a completed revocation nothing lives. */
public interface FenceRaceRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-21",
            says = "a revocation ends the grant although it is redeemed at the same time",
            why = "A user who revokes while the client redeems must win, whoever is first.",
            look = "the swap: a revocation that overwrites a redemption, or the other way round, without a "
                    + "conflict")
    default void FENCE_21_revokeAgainstRedeem(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            Node redeeming = kit.node(round);
            Node revoking = kit.node(round + 1);
            String code = redeeming.code(account);
            var both = kit.races()
                    .run(
                            () -> redeeming.redeem(code, account),
                            () -> revoking.tokens().revoke(code, account.client()));
            assertThat(both.second()).isEqualTo(RevokeOutcome.REVOKED);
            Outcomes.success(both.first()).ifPresent(won -> Lives.assertEnded(kit, account, won));
            assertThat(Outcomes.success(redeeming.redeem(code, account))).isEmpty();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-22",
            says = "a revocation ends the grant although it is rotated at the same time",
            from = "keycloak/keycloak#51312, growthbook#6371",
            why = "The refresh that races with the log-out is the usual case: a tab in the background.",
            look = "the swap: a rotation written over a revocation revives the grant")
    default void FENCE_22_revokeAgainstRotate(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            Node rotating = kit.node(round);
            Node revoking = kit.node(round + 1);
            IssuedTokens first = rotating.begin(account);
            var both = kit.races()
                    .run(
                            () -> rotating.refresh(first, account),
                            () -> revoking.tokens().revoke(Outcomes.refreshToken(first), account.client()));
            assertThat(both.second()).isEqualTo(RevokeOutcome.REVOKED);
            assertEnded(kit, account, first, Outcomes.success(both.first()));
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-23",
            says = "a revocation ends the grant although its holder retries at the same time",
            why = "The retry answers with what is stored; it must not be stored before the revocation and "
                    + "answered after it.",
            look = "a find from before the revocation, or a lost mark of it")
    default void FENCE_23_revokeAgainstRetry(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            Node retrying = kit.node(round);
            Node revoking = kit.node(round + 1);
            IssuedTokens first = retrying.begin(account);
            IssuedTokens second = Outcomes.issued(retrying.refresh(first, account));
            var both = kit.races()
                    .run(
                            () -> retrying.refresh(first, account),
                            () -> revoking.tokens().revoke(Outcomes.refreshToken(second), account.client()));
            assertThat(both.second()).isEqualTo(RevokeOutcome.REVOKED);
            Lives.assertEnded(kit, account, second);
            assertEnded(kit, account, first, Outcomes.success(both.first()));
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-24",
            says = "a bulk revocation ends what a login begun before it issues at the same time",
            why = "Either the walk sees the grant or the grant sees the fence; a gap between them is a "
                    + "token nobody revokes.",
            look = "an index entry that shows after its record, a listing from a snapshot, or a find of "
                    + "fences from a replica")
    default void FENCE_24_bulkRevokeAgainstIssue(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Bulk bulk = Bulk.inTurn(round);
            Account account = kit.account();
            Granted before = account.granted(kit.clock().instant());
            Node issuing = kit.node(round);
            Node revoking = kit.node(round + 1);
            kit.pass(Duration.ofSeconds(1));
            var both = kit.races().run(() -> issuing.tokens().issueToken(before), () -> bulk.revoke(revoking, account));
            assertThat(Outcomes.isComplete(both.second())).isTrue();
            Outcomes.success(both.first()).ifPresent(won -> Lives.assertEnded(kit, account, won));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-25",
            says = "a bulk revocation ends what is rotated at the same time, and counts it once",
            why = "A rotation that wins the swap would carry the grant over the revocation.",
            look = "a conflict in a batch that is told as written, or a batch that drops it")
    default void FENCE_25_bulkRevokeAgainstRotate(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Bulk bulk = Bulk.inTurn(round);
            Account account = kit.account();
            Node rotating = kit.node(round);
            Node revoking = kit.node(round + 1);
            IssuedTokens first = rotating.begin(account);
            var both = kit.races().run(() -> rotating.refresh(first, account), () -> bulk.revoke(revoking, account));
            assertThat(Outcomes.isComplete(both.second())).isTrue();
            assertThat(Outcomes.count(both.second())).isEqualTo(1);
            assertEnded(kit, account, first, Outcomes.success(both.first()));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-26",
            says = "what is exchanged for a grant while that is revoked is dead",
            why = "A service exchanges while the user signs out; what it gets must be dead on arrival.",
            look = "a find of the parent that is stale")
    default void FENCE_26_revokeAgainstExchange(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            Node exchanging = kit.node(round);
            Node revoking = kit.node(round + 1);
            IssuedTokens parent = exchanging.begin(account);
            Granted granted = account.granted(kit.clock().instant())
                    .from(List.of(parent.grant().id()));
            var both = kit.races()
                    .run(
                            () -> exchanging.tokens().issueToken(granted),
                            () -> revoking.tokens().revoke(Outcomes.refreshToken(parent), account.client()));
            assertThat(both.second()).isEqualTo(RevokeOutcome.REVOKED);
            for (IssuedTokens child : Outcomes.successes(List.of(both.first()))) {
                assertThat(exchanging.isLive(child.accessToken(), account)).isFalse();
                assertThat(revoking.isLive(child.accessToken(), account)).isFalse();
            }
        }
    }

    private static void assertEnded(Kit kit, Account account, IssuedTokens first, Optional<IssuedTokens> won) {
        List<IssuedTokens> all = new ArrayList<>(List.of(first));
        won.ifPresent(all::add);
        Lives.assertEnded(kit, account, all.toArray(new IssuedTokens[0]));
    }
}
