package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.grant.Granted;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FENCE: nothing issued under a revoked grant is ever accepted. */
public interface FenceRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-01",
            says = "once a grant is revoked on one node, no node accepts anything that was issued under it",
            why = "A revocation that one node does not see is none there.",
            look = "reads from a replica or a cache, and finds that do not see the last acknowledged write")
    default void FENCE_01_nothingIsAcceptedAfterARevocation(Kit kit) {
        Account account = kit.account();
        List<IssuedTokens> chain = Lives.chain(kit, account, 3);
        assertThat(kit.node(0).tokens().revoke(Outcomes.refreshToken(chain.get(3)), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        Lives.assertEnded(kit, account, chain.toArray(new IssuedTokens[0]));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-02",
            says = "a code of a revoked grant is not redeemed",
            why = "A user who signs out on the consent page must not be logged in by the code that is on its way.",
            look = "the mark of the revocation: not written, or not read with the current credential")
    default void FENCE_02_aRevokedCodeIsNotRedeemed(Kit kit) {
        Account account = kit.account();
        String code = kit.node(0).code(account);
        assertThat(kit.node(1).tokens().revoke(code, account.client())).isEqualTo(RevokeOutcome.REVOKED);
        assertThat(Outcomes.refusal(kit.node(0).redeem(code, account))).contains(Refusal.REVOKED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-03",
            says = "any earlier token of the chain revokes the grant for its client, and accuses nobody",
            why = "A client may hold an older token and still has the right to end its grant, without "
                    + "being called a thief.",
            look = "generation and MAC: what the record holds of earlier credentials")
    default void FENCE_03_anyTokenOfTheChainRevokes(Kit kit) {
        for (int shown = 0; shown < 4; shown++) {
            Account account = kit.account();
            List<IssuedTokens> chain = Lives.chain(kit, account, 3);
            kit.pass(Duration.ofMinutes(1));
            assertThat(kit.node(1).tokens().revoke(Outcomes.refreshToken(chain.get(shown)), account.client()))
                    .isEqualTo(RevokeOutcome.REVOKED);
            Lives.assertEnded(kit, account, chain.toArray(new IssuedTokens[0]));
        }
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-04",
            says = "a revoked access token and those before it are dead on every node, and the refresh token is not",
            why = "One leaked access token is ended without logging the user out.",
            look = "the floor: a number that is lost, or not replaced with the rest of the record")
    default void FENCE_04_anAccessTokenIsRevokedAlone(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        IssuedTokens second = Outcomes.issued(kit.node(0).refresh(first, account));
        assertThat(kit.node(1).tokens().revoke(second.accessToken(), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        for (Node node : List.of(kit.node(0), kit.node(1))) {
            assertThat(node.isLive(first.accessToken(), account)).isFalse();
            assertThat(node.isLive(second.accessToken(), account)).isFalse();
        }
        IssuedTokens third = Outcomes.issued(kit.node(0).refresh(second, account));
        assertThat(kit.node(1).isLive(third.accessToken(), account)).isTrue();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-05",
            says = "a rotation ends the access tokens of the generations before it",
            why = "A rotation would otherwise leave two live access tokens, one of them perhaps stolen.",
            look = "the floor, which each rotation raises")
    default void FENCE_05_aRotationRaisesTheFloor(Kit kit) {
        Account account = kit.account();
        List<IssuedTokens> chain = Lives.chain(kit, account, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(kit.node(i).isLive(chain.get(i).accessToken(), account)).isFalse();
        }
        assertThat(kit.node(0).isLive(chain.get(3).accessToken(), account)).isTrue();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-06",
            says = "what was exchanged for a grant dies with it, and with each of several",
            why = "A token got by exchange is a copy of somebody's right and must not outlive it.",
            look = "the list of parents: lost or cut, or a findAll that misses one")
    default void FENCE_06_theExchangedDiesWithItsParents(Kit kit) {
        for (int ended = 0; ended < 2; ended++) {
            Account account = kit.account();
            List<IssuedTokens> parents =
                    List.of(kit.node(0).begin(account), kit.node(0).begin(account));
            Granted granted = account.granted(kit.clock().instant())
                    .from(parents.stream().map(parent -> parent.grant().id()).toList());
            IssuedTokens child = Outcomes.issued(kit.node(1).tokens().issueToken(granted));
            assertThat(kit.node(0).isLive(child.accessToken(), account)).isTrue();
            String token = Outcomes.refreshToken(parents.get(ended));
            assertThat(kit.node(0).tokens().revoke(token, account.client())).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(kit.node(1).isLive(child.accessToken(), account)).isFalse();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-07",
            says = "a login begun before a bulk revocation of its subject, client or session ends refused",
            why = "A revocation takes minutes from a login's view: what began before it must not end after it.",
            look = "a fence that is purged too early, or a findAll that returns only some of the three")
    default void FENCE_07_aLoginBegunBeforeIsRefused(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            Granted before = account.granted(kit.clock().instant());
            kit.pass(Duration.ofMinutes(1));
            assertThat(Outcomes.isComplete(bulk.revoke(kit.node(0), account))).isTrue();
            kit.pass(Node.LONGEST_LOGIN.minus(2, ChronoUnit.MINUTES));
            Lives.purge(kit);
            assertThat(Outcomes.codeRefusal(kit.node(1).tokens().issueCode(before, account.codeBinding())))
                    .as("a code, after a revocation by %s", bulk)
                    .contains(Refusal.FENCED);
            assertThat(Outcomes.refusal(kit.node(1).tokens().issueToken(before)))
                    .as("a token, after a revocation by %s", bulk)
                    .contains(Refusal.FENCED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-08",
            says = "a login begun after a bulk revocation, by more than the skew, is not refused",
            why = "Who logs in again after the revocation is meant to get in.",
            look = "the fence's time, its precision, and fences of other keys")
    default void FENCE_08_aLoginBegunAfterGoesOn(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            assertThat(Outcomes.isComplete(bulk.revoke(kit.node(0), account))).isTrue();
            assertThat(Outcomes.codeRefusal(kit.node(1).issueCode(account)))
                    .as("begun within the skew, after a revocation by %s", bulk)
                    .contains(Refusal.FENCED);
            kit.pass(kit.node(0).realm().skew());
            Lives.assertGoesOn(kit, account, kit.node(1).begin(account));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-09",
            says = "a second bulk revocation moves the fence on, and an earlier clock never back",
            why = "Two operators revoke at once, and one of their clocks is behind.",
            look = "an insert of the fence that overwrites, or a replace that is acknowledged and lost")
    default void FENCE_09_theLatestFenceStands(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            bulk.revoke(kit.node(0), account);
            kit.pass(Duration.ofMinutes(10));
            Granted between = account.granted(kit.clock().instant());
            kit.pass(Duration.ofSeconds(2));
            bulk.revoke(kit.node(1), account);
            kit.pass(Duration.ofSeconds(-10));
            bulk.revoke(kit.node(0), account);
            kit.pass(Duration.ofMinutes(15));
            Lives.purge(kit);
            assertThat(Outcomes.refusal(kit.node(0).tokens().issueToken(between)))
                    .as("a login between two revocations by %s", bulk)
                    .contains(Refusal.FENCED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-10",
            says = "a revoked grant does not live again, whatever is presented, purged or not",
            why = "Whatever a purge leaves behind, absence must be as dead as a tombstone.",
            look = "records or index entries that a purge brings back, or a tombstone that is kept for ever")
    default void FENCE_10_theRevokedStaysRevoked(Kit kit) {
        Account account = kit.account();
        List<IssuedTokens> chain = Lives.chain(kit, account, 2);
        kit.node(0).tokens().revoke(Outcomes.refreshToken(chain.get(2)), account.client());
        List<IssuedTokens> all = new ArrayList<>(chain);
        for (int day = 0; day < 4; day++) {
            Lives.purge(kit);
            Lives.assertEnded(kit, account, all.toArray(new IssuedTokens[0]));
            kit.pass(Duration.ofDays(12));
        }
        assertThat(Lives.stored(kit, chain.get(0)))
                .as("the tombstone, after its time")
                .isEmpty();
    }
}
