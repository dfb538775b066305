package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.tck.fault.Fault;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CASCADE: a revocation ends everything of one, and nothing else. */
public interface CascadeRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-01",
            says = "revoking a grant ends no other of the same user, client or session",
            why = "To end more than was asked for is an outage that a user can cause.",
            look = "an index value or a key that is shared by mistake, or a remove by index")
    default void CASCADE_01_oneGrantIsOneGrant(Kit kit) {
        Account account = kit.account();
        IssuedTokens ended = kit.node(0).begin(account);
        IssuedTokens other = kit.node(0).begin(account);
        assertThat(kit.node(0).tokens().revoke(Outcomes.refreshToken(ended), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        Lives.assertEnded(kit, account, ended);
        Lives.assertGoesOn(kit, account, other);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-02",
            says = "revoking a subject, a client or a session ends all of its grants, says how many, and ends no other",
            why = "What the count leaves out is what stays alive; what it ends beyond is an outage.",
            look = "the listing by subject, client and session: values joined, folded or missing")
    default void CASCADE_02_allOfOneAndNothingElse(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            List<Account> others = List.of(
                    Neighbours.sharingAllBut(bulk, account, kit.account()),
                    Neighbours.sharingNothing(account, kit),
                    Neighbours.sharingOnly(bulk, account, kit.account()));
            List<IssuedTokens> theirs = others.stream().map(kit.node(0)::begin).toList();
            IssuedTokens used = kit.node(0).begin(account);
            IssuedTokens chainless = Outcomes.issued(
                    kit.node(1).tokens().issueToken(account.granted(kit.clock().instant())));
            String code = kit.node(1).code(account);
            assertThat(bulk.revoke(kit.node(0), account)).as("by %s", bulk).isEqualTo(new BulkOutcome.Complete(4));
            Lives.assertEnded(kit, account, used, chainless);
            Lives.assertEnded(kit, others.get(2), theirs.get(2));
            assertThat(Outcomes.refusal(kit.node(0).redeem(code, account))).contains(Refusal.REVOKED);
            Lives.assertGoesOn(kit, others.get(0), theirs.get(0));
            Lives.assertGoesOn(kit, others.get(1), theirs.get(1));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-03",
            says = "revoking again is complete, and counts nothing twice",
            why = "Operators repeat a revocation to be sure; the second must tell the truth too.",
            look = "a listing that shows the state before, or a batch whose outcomes are mixed up")
    default void CASCADE_03_againIsNothing(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            IssuedTokens held = kit.node(0).begin(account);
            assertThat(bulk.revoke(kit.node(1), account)).isEqualTo(new BulkOutcome.Complete(1));
            assertThat(bulk.revoke(kit.node(0), account)).isEqualTo(new BulkOutcome.Complete(0));
            Lives.assertEnded(kit, account, held);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-04",
            says = "a revocation of more grants than fit a page ends every one",
            why = "A user with more grants than a page holds is the one who most needs it.",
            look = "the cursor: a listing that ends early, or skips at the seam of two pages")
    default void CASCADE_04_pagesAreWalkedToTheEnd(Kit kit) {
        Account account = kit.account();
        List<IssuedTokens> all = new ArrayList<>();
        for (int i = 0; i < 430; i++) {
            all.add(Outcomes.issued(
                    kit.node(i).tokens().issueToken(account.granted(kit.clock().instant()))));
        }
        assertThat(kit.node(0).revocations().revokeSubject(account.subject()))
                .isEqualTo(new BulkOutcome.Complete(all.size()));
        assertThat(all).noneMatch(held -> kit.node(1).isLive(held.accessToken(), account));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-05",
            says = "a cascade that fails on the way says that it is incomplete, and can be driven to its end",
            from = "CVE-2020-15223",
            why = "A revocation that stops half-way and says nothing leaves the rest alive for good.",
            look = "failures told as success, a batch half of which was written, and repetitions that are "
                    + "not recognised")
    default void CASCADE_05_anIncompleteCascadeIsDrivenToItsEnd(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            for (Fault.Mode mode : Fault.Mode.values()) {
                int call = 1;
                while (assertDriven(kit, bulk, new Fault(call, 1, mode))) {
                    call++;
                }
                assertThat(call).as("calls of a cascade").isGreaterThan(2);
            }
        }
    }

    private static boolean assertDriven(Kit kit, Bulk bulk, Fault fault) {
        Account account = kit.account();
        List<IssuedTokens> all = List.of(
                kit.node(0).begin(account),
                kit.node(1).begin(account),
                kit.node(0).begin(account));
        BulkOutcome outcome = bulk.revoke(kit.nodeOn(new WatchedStorage(kit.storage(), fault)), account);
        int counted = Outcomes.count(outcome);
        for (int again = 0; again < 3 && !Outcomes.isComplete(outcome); again++) {
            outcome = bulk.revoke(kit.node(again), account);
            counted += Outcomes.count(outcome);
        }
        assertThat(Outcomes.isComplete(outcome)).as("%s by %s", fault, bulk).isTrue();
        assertThat(counted).as("counted, %s by %s", fault, bulk).isLessThanOrEqualTo(all.size());
        Lives.assertEnded(kit, account, all.toArray(new IssuedTokens[0]));
        return fault.struck();
    }
}
