package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.CodeOutcome;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.LiveToken;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.grant.Granted;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FAULT, of tokens: whichever port call fails, nobody is accused, nothing is lost, and no success is a lie. */
public interface TokenFaultRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-21",
            says = "a code that was issued on a failing storage can be redeemed, and one can be had again",
            why = "The user has consented; a hiccup must not strand the login.",
            look = "an insert that, sent again, conflicts with itself")
    default void FAULT_21_issue(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            String code = Outcomes.code(Trials.driven(
                    () -> shaky.issueCode(account), () -> kit.node(0).issueCode(account)));
            Lives.assertGoesOn(kit, account, Outcomes.issued(kit.node(1).redeem(code, account)));
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-22",
            says = "a redemption that failed can be repeated, and one that was answered took place",
            why = "A client that heard nothing sends the code again; that is no theft.",
            look = "a replace that is acknowledged and lost, or that is not recognised when sent again")
    default void FAULT_22_redeem(Kit kit) {
        Trials.each(kit, shaky -> {
            Account account = kit.account();
            String code = kit.node(0).code(account);
            TokenOutcome outcome = Trials.driven(
                    () -> shaky.redeem(code, account), () -> kit.node(1).redeem(code, account));
            Lives.assertGoesOn(kit, account, Outcomes.issued(outcome));
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-23",
            says = "a rotation that failed, once or for good, can be repeated within the window",
            why = "A client that heard nothing still has only the old token.",
            look = "previous credential and sealed successor in the record")
    default void FAULT_23_rotate(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens first = kit.node(0).begin(account);
            TokenOutcome outcome = Trials.driven(
                    () -> shaky.refresh(first, account), () -> kit.node(1).refresh(first, account));
            IssuedTokens next = Outcomes.issued(outcome);
            IssuedTokens again = Outcomes.issued(kit.node(0).refresh(first, account));
            assertThat(again.refreshToken()).as("the one successor").isEqualTo(next.refreshToken());
            Lives.assertGoesOn(kit, account, next);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-24",
            says = "a retry that failed can be repeated",
            why = "A retry is what a client does on a bad line, so it fails too.",
            look = "previous credential and sealed successor in the record")
    default void FAULT_24_retry(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens first = kit.node(0).begin(account);
            IssuedTokens second = Outcomes.issued(kit.node(0).refresh(first, account));
            TokenOutcome outcome = Trials.driven(
                    () -> shaky.refresh(first, account), () -> kit.node(1).refresh(first, account));
            assertThat(Outcomes.issued(outcome).refreshToken()).isEqualTo(second.refreshToken());
            Lives.assertGoesOn(kit, account, second);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-25",
            says = "a revocation never reports success while something is live, and can be repeated",
            why = "Who was told revoked stops looking.",
            look = "a find or replace that answers without the effect")
    default void FAULT_25_revoke(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens held = kit.node(0).begin(account);
            String token = Outcomes.refreshToken(held);
            RevokeOutcome outcome = Trials.driven(
                    () -> shaky.tokens().revoke(token, account.client()),
                    () -> kit.node(1).tokens().revoke(token, account.client()));
            assertThat(outcome).isEqualTo(RevokeOutcome.REVOKED);
            Lives.assertEnded(kit, account, held);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-26",
            says = "the revocation of an access token never reports success while it is live",
            why = "Who was told revoked stops looking.",
            look = "the floor in the record, and a replace that is answered without effect")
    default void FAULT_26_revokeAccess(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens held = kit.node(0).begin(account);
            RevokeOutcome outcome = Trials.driven(
                    () -> shaky.tokens().revoke(held.accessToken(), account.client()),
                    () -> kit.node(1).tokens().revoke(held.accessToken(), account.client()));
            assertThat(outcome).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(kit.node(0).isLive(held.accessToken(), account)).isFalse();
            assertThat(Outcomes.success(kit.node(0).refresh(held, account))).isPresent();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-27",
            says = "a bulk revocation reports completeness only when nothing is live",
            why = "A cascade that says complete is never looked at again.",
            look = "batches and pages whose failure or remainder is swallowed")
    default void FAULT_27_revokeInBulk(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Trials.eachAndLasting(kit, shaky -> {
                Account account = kit.account();
                List<IssuedTokens> held =
                        List.of(kit.node(0).begin(account), kit.node(1).begin(account));
                BulkOutcome outcome = bulk.revoke(shaky, account);
                if (!Outcomes.isComplete(outcome)) {
                    outcome = bulk.revoke(kit.node(1), account);
                }
                assertThat(Outcomes.isComplete(outcome)).isTrue();
                Lives.assertEnded(kit, account, held.toArray(new IssuedTokens[0]));
            });
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-28",
            says = "a replay that met a failing storage still ends the grant when it comes again",
            why = "A theft that met a failing storage is still a theft.",
            look = "a generation or mark that the failed write left half changed")
    default void FAULT_28_replay(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            List<IssuedTokens> chain = Lives.chain(kit, account, 2);
            kit.pass(Duration.ofSeconds(15));
            TokenOutcome outcome = Trials.driven(
                    () -> shaky.refresh(chain.get(0), account),
                    () -> kit.node(1).refresh(chain.get(0), account));
            assertThat(Outcomes.refusal(outcome)).get().isIn(Refusal.REPLAYED, Refusal.REVOKED);
            Lives.assertEnded(kit, account, chain.toArray(new IssuedTokens[0]));
            kit.accusations().forget();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-29",
            says = "a login that a fence must stop is stopped, or fails, but is never answered with a code",
            why = "If the fence cannot be read, the code must not be given: later is too late.",
            look = "a find of fences that answers empty instead of failing")
    default void FAULT_29_fencedLogin(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            Granted before = account.granted(kit.clock().instant());
            kit.pass(Duration.ofSeconds(1));
            kit.node(0).revocations().revokeSubject(account.subject());
            Optional<CodeOutcome> outcome =
                    Trials.attempt(() -> shaky.tokens().issueCode(before, account.codeBinding()));
            assertThat(outcome.flatMap(Outcomes::codeIssued)).isEmpty();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-30",
            says = "a question about a token is answered truly or not at all",
            why = "To say dead for I do not know logs users out; to say live for it lets thieves in.",
            look = "a failure that is answered as a plain miss")
    default void FAULT_30_introspect(Kit kit) {
        Trials.each(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens parent = kit.node(0).begin(account);
            Granted granted = account.granted(kit.clock().instant())
                    .from(List.of(parent.grant().id()));
            IssuedTokens child = Outcomes.issued(kit.node(0).tokens().issueToken(granted));
            Optional<Optional<LiveToken>> answer =
                    Trials.attempt(() -> shaky.tokens().introspect(child.accessToken(), account.caller()));
            assertThat(answer.map(Optional::isPresent).orElse(true))
                    .as("a live token, on a failing storage")
                    .isTrue();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-31",
            says = "an exchange on a failing storage gives nothing for a grant that has ended",
            why = "If the parent cannot be read, the child must not be born.",
            look = "a failure that is answered as a plain miss")
    default void FAULT_31_exchange(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens parent = kit.node(0).begin(account);
            Granted granted = account.granted(kit.clock().instant())
                    .from(List.of(parent.grant().id()));
            kit.node(0).tokens().revoke(Outcomes.refreshToken(parent), account.client());
            Optional<TokenOutcome> outcome = Trials.attempt(() -> shaky.tokens().issueToken(granted));
            assertThat(outcome.flatMap(Outcomes::success)).isEmpty();
        });
    }
}
