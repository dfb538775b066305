package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.grant.GrantPolicy;
import dev.granary.record.StorageException;
import dev.granary.spi.Capability;
import dev.granary.tck.fault.Fault;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REPLAY: what was used and comes back ends the grant. */
public interface ReplayRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-01",
            says = "a code that comes back with its verifier ends the grant, on any node",
            from = "RFC 6749 section 4.1.2",
            why = "A code seen twice was stolen from a redirect or a log, and the thief may have been first.",
            look = "a find that does not see the redemption, or a record that went with it")
    default void REPLAY_01_aUsedCodeEndsTheGrant(Kit kit) {
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens tokens = Outcomes.issued(kit.node(0).redeem(code, account));
        assertThat(Outcomes.refusal(kit.node(1).redeem(code, account))).contains(Refusal.REPLAYED);
        Lives.assertEnded(kit, account, tokens);
        assertThat(Outcomes.refusal(kit.node(0).redeem(code, account))).contains(Refusal.REVOKED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-02",
            says = "a refresh token of any earlier generation that comes back after the window ends the grant",
            from = "RFC 9700 section 4.14.2; pipeshub#3271",
            why = "A stolen token may be used days later; what its owner got since must end all the same.",
            look = "a generation that is stored wrongly or cut: only the one before the current is recognised")
    default void REPLAY_02_anyEarlierRefreshTokenEndsTheGrant(Kit kit) {
        int length = 7;
        for (int replayed = 0; replayed < length; replayed++) {
            Account account = kit.account();
            List<IssuedTokens> chain = Lives.chain(kit, account, length);
            kit.pass(Duration.ofSeconds(15));
            assertThat(Outcomes.refusal(kit.node(replayed).refresh(chain.get(replayed), account)))
                    .as("generation %d of %d", replayed + 1, length + 1)
                    .contains(Refusal.REPLAYED);
            Lives.assertEnded(kit, account, chain.toArray(new IssuedTokens[0]));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-03",
            says = "a used code is recognised beyond its own lifetime, while the grant is kept",
            from = "RFC 6749 section 4.1.2; a sweep of expired codes that drops the mark of their use",
            why = "A thief can wait until the code is over; the theft is no smaller for that.",
            look = "a sweep that removes grants by the code's expiry, or an expiry that is looked at "
                    + "before the use")
    default void REPLAY_03_anExpiredCodeIsStillRecognised(Kit kit) {
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens tokens = Outcomes.issued(kit.node(0).redeem(code, account));
        kit.pass(Duration.ofDays(29));
        Lives.purge(kit);
        assertThat(Outcomes.refusal(kit.node(1).redeem(code, account))).contains(Refusal.REPLAYED);
        Lives.assertEnded(kit, account, tokens);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-04",
            says = "a used refresh token is recognised beyond its own lifetime, while the grant is kept",
            why = "A refresh token in an old backup is still a theft when it is shown.",
            look = "retain-until that a rotation does not move on, or a purge that does not read it again")
    default void REPLAY_04_anExpiredRefreshTokenIsStillRecognised(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        IssuedTokens last = first;
        for (int i = 0; i < 3; i++) {
            kit.pass(Duration.ofDays(20));
            Lives.purge(kit);
            last = Outcomes.issued(kit.node(i).refresh(last, account));
        }
        assertThat(Outcomes.refusal(kit.node(1).refresh(first, account))).contains(Refusal.REPLAYED);
        Lives.assertEnded(kit, account, first, last);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-05",
            says = "a used code, kept for its time, is recognised even where no refresh token came of it",
            why = "A code without a refresh token leaves no chain; only the kept record knows that it was used.",
            look = "a record that ends with the code or the access token instead of its own retain-until")
    default void REPLAY_05_aUsedCodeIsKept(Kit kit) {
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens only = Outcomes.issued(kit.node(0).tokens().redeem(code, account.ofCode(), false));
        kit.pass(GrantPolicy.DEFAULT.codeKept());
        Lives.purge(kit);
        assertThat(kit.node(0).isLive(only, account)).isTrue();
        assertThat(Outcomes.refusal(kit.node(1).redeem(code, account))).contains(Refusal.REPLAYED);
        Lives.assertEnded(kit, account, only);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-06",
            says = "a replay whose revocation cannot be stored is an error, never an answer",
            why = "To answer and not to have stored it leaves the thief's tokens alive under a closed case.",
            look = "a failed write that is swallowed, or answered as written")
    default void REPLAY_06_theRevocationIsStoredFirst(Kit kit) {
        for (Fault.Mode mode : List.of(Fault.Mode.REFUSED, Fault.Mode.REQUEST_LOST)) {
            Account account = kit.account();
            List<IssuedTokens> chain = Lives.chain(kit, account, 3);
            kit.pass(Duration.ofSeconds(15));
            // The first call finds the grant; the second, the revocation, fails however often it is sent.
            Node shaky = kit.nodeOn(new WatchedStorage(kit.storage(), new Fault(2, 100, mode)));
            assertThatThrownBy(() -> shaky.refresh(chain.get(0), account)).isInstanceOf(StorageException.class);
            assertThat(kit.accusations().events())
                    .as("told before it is stored")
                    .isEmpty();
            assertThat(kit.node(0).isLive(chain.get(3), account)).isTrue();
            assertThat(Outcomes.refusal(kit.node(1).refresh(chain.get(0), account)))
                    .contains(Refusal.REPLAYED);
            Lives.assertEnded(kit, account, chain.get(3));
            kit.accusations().forget();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-07",
            says = "within the window the same client gets the same successor, and nobody is accused",
            from = "ory/hydra#1831, openiddict#1147, FusionAuth#2952",
            why = "Phones lose replies all day; to take each for a theft logs honest users out.",
            look = "the fields for the previous credential and its sealed successor, which must come back "
                    + "as written")
    default void REPLAY_07_aRetryIsNoReplay(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        IssuedTokens second = Outcomes.issued(kit.node(0).refresh(first, account));
        IssuedTokens retried = Outcomes.issued(kit.node(1).refresh(first, account));
        assertThat(retried.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(retried.ticket().expiresAt()).isEqualTo(second.ticket().expiresAt());
        IssuedTokens third = Outcomes.issued(kit.node(1).refresh(retried, account));
        assertThat(Outcomes.refusal(kit.node(0).refresh(first, account))).contains(Refusal.STALE);
        assertThat(kit.node(1).isLive(third, account)).isTrue();
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-08",
            says = "without a window the second use of a refresh token ends the grant",
            why = "Who turned the window off wants no second use at all.",
            look = "a find that shows the state before the first use")
    default void REPLAY_08_withoutAWindowTheSecondUseEndsTheGrant(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.strictNode(0).begin(account);
        IssuedTokens second = Outcomes.issued(kit.strictNode(0).refresh(first, account));
        assertThat(Outcomes.refusal(kit.strictNode(1).refresh(first, account))).contains(Refusal.REPLAYED);
        Lives.assertEnded(kit, account, first, second);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-09",
            says = "a replay ends the grant although the rightful holder rotates at the same time",
            why = "The thief and the owner are online together; the owner's refresh must not save the "
                    + "thief's chain.",
            look = "a lost swap of the revocation that is not told as a conflict")
    default void REPLAY_09_aReplayEndsWhatIsRotated(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            List<IssuedTokens> chain = Lives.chain(kit, account, 2);
            kit.pass(Duration.ofSeconds(15));
            Node thief = kit.node(0);
            Node holder = kit.node(1);
            var both = kit.races()
                    .run(() -> thief.refresh(chain.get(0), account), () -> holder.refresh(chain.get(2), account));
            assertThat(Outcomes.refusal(both.first())).contains(Refusal.REPLAYED);
            List<IssuedTokens> all = new ArrayList<>(List.of(chain.get(2)));
            all.addAll(Outcomes.successes(List.<TokenOutcome>of(both.second())));
            Lives.assertEnded(kit, account, all.toArray(new IssuedTokens[0]));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-10",
            level = Level.CAPABILITY,
            says = "after close and open a durable storage recognises what was used before",
            from = "CVE-2026-9802",
            why = "A restart must not be the way to use a code twice.",
            look = "writes that are acknowledged before they are safe, or a file that is opened from an "
                    + "older state")
    default void REPLAY_10_usedIsUsedAfterARestart(Kit kit) {
        kit.needs(Capability.DURABLE);
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens tokens = Outcomes.issued(kit.node(0).redeem(code, account));
        Account other = kit.account();
        List<IssuedTokens> chain = Lives.chain(kit, other, 3);
        kit.reopen();
        kit.pass(Duration.ofSeconds(15));
        assertThat(Outcomes.refusal(kit.node(0).redeem(code, account))).contains(Refusal.REPLAYED);
        assertThat(Outcomes.refusal(kit.node(0).refresh(chain.get(1), other))).contains(Refusal.REPLAYED);
        Lives.assertEnded(kit, account, tokens);
        Lives.assertEnded(kit, other, chain.get(3));
    }
}
