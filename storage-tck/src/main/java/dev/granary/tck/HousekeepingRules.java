package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.domain.housekeeping.HousekeepingReport;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.tck.node.Account;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Housekeeping: ONCE, RETAIN and FAULT. */
public interface HousekeepingRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-31",
            says = "of housekeepers who take the lease at once one holds it, until it is over",
            why = "The lease saves work; two holders do it twice.",
            look = "the insert or swap of the lease, and the time in it")
    default void ONCE_31_oneHoldsTheLease(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds() / 4 + 1; round++) {
            Housekeeper one = kit.node(0).housekeeper();
            Housekeeper other = kit.node(1).housekeeper();
            var both = kit.races().run(one::run, other::run);
            assertThat(both.first().held())
                    .as("held by one")
                    .isNotEqualTo(both.second().held());
            kit.pass(HousekeepingPolicy.DEFAULT.lease());
            Housekeeper loser = both.first().held() ? other : one;
            assertThat(loser.run().held()).as("within the skew").isFalse();
            kit.pass(kit.node(0).realm().skew());
            assertThat(loser.run().held()).as("after it").isTrue();
            kit.pass(HousekeepingPolicy.DEFAULT.lease().plus(kit.node(0).realm().skew()));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-28",
            says = "housekeeping removes what is over, says how much, and keeps the rest",
            why = "The count is what an operator watches; the rest is what the users have.",
            look = "purges of each kind, their limits and their counts")
    default void RETAIN_28_houseIsKept(Kit kit) {
        Account account = kit.account();
        IssuedTokens over = kit.node(0).begin(account);
        kit.pass(Lives.timeToLive(kit, over));
        IssuedTokens living = kit.node(0).begin(account);
        HousekeepingReport report = kit.node(1).housekeeper().run();
        assertThat(report.failures()).isEmpty();
        assertThat(report.more()).isFalse();
        assertThat(report.done().purged()).isEqualTo(Map.of("grants", 1));
        assertThat(Lives.stored(kit, over)).isEmpty();
        Lives.assertGoesOn(kit, account, living);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-53",
            says = "housekeeping that failed keeps no other job from being done, and can be done again",
            why = "One kind that cannot be purged must not fill the disk with all the others.",
            look = "failures of purge and of the marks that housekeeping keeps")
    default void FAULT_53_housekeeping(Kit kit) {
        Trials.each(kit, shaky -> {
            Account account = kit.account();
            IssuedTokens over = kit.node(0).begin(account);
            kit.pass(Lives.timeToLive(kit, over));
            IssuedTokens living = kit.node(0).begin(account);
            Optional<HousekeepingReport> report = Trials.attempt(shaky.housekeeper()::run);
            kit.pass(HousekeepingPolicy.DEFAULT.lease().plus(shaky.realm().skew()));
            HousekeepingReport again = kit.node(1).housekeeper().run();
            assertThat(again.held()).isTrue();
            assertThat(again.failures()).isEmpty();
            assertThat(report.map(first -> first.failures().size()).orElse(0)).isLessThanOrEqualTo(1);
            assertThat(Lives.stored(kit, over)).isEmpty();
            Lives.assertGoesOn(kit, account, living);
            kit.pass(HousekeepingPolicy.DEFAULT.lease().plus(shaky.realm().skew()));
        });
    }
}
