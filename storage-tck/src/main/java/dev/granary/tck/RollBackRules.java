package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.record.Conflict;
import dev.granary.record.Written;
import dev.granary.tck.fault.Delay;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds when a fail-over or a restored backup takes acknowledged writes back: ONCE and FAULT. */
public interface RollBackRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-11",
            says = "after a roll-back a swap that was decided on what is no longer there is refused",
            from = "fail-over of Redis and restored backups, which hand out a version number again",
            why = "Two writes that never met may carry the same number; only a random revision tells them apart.",
            look = "a version that is counted instead of the record's own revision")
    default void ONCE_11_aStaleSwapIsRefusedAfterARollBack(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var first = bench.stored();
            Snapshot before = kit.snapshot();
            var lost = bench.next(first);
            assertThat(bench.store().replace(lost, first.revision())).isEqualTo(new Written<>());
            before.restore();
            bench.assertStored(first);
            var second = bench.next(first);
            assertThat(bench.store().replace(second, first.revision())).isEqualTo(new Written<>());
            assertThat(bench.storeOf(1).replace(bench.next(lost), lost.revision()))
                    .isEqualTo(new Conflict<>(second));
            assertThat(bench.storeOf(1).replace(lost, first.revision())).isEqualTo(new Conflict<>(second));
            assertThat(bench.storeOf(1).remove(lost.key(), lost.revision())).isEqualTo(new Conflict<>(second));
            bench.assertStored(second);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-61",
            says =
                    "a token whose rotation was rolled back is unknown and accuses nobody, and the one before it is good",
            from = "fail-over of Redis and restored backups",
            why = "A fail-over that takes back a second of writes must not log out whoever refreshed in it.",
            look = "generation, hashes and previous credential of the record, which must be those of the snapshot")
    default void FAULT_61_aRolledBackRotationAccusesNobody(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        Snapshot before = kit.snapshot();
        IssuedTokens lost = Outcomes.issued(kit.node(0).refresh(first, account));
        before.restore();
        assertThat(Outcomes.refusal(kit.node(1).refresh(lost, account))).contains(Refusal.UNKNOWN);
        IssuedTokens second = Outcomes.issued(kit.node(1).refresh(first, account));
        assertThat(Outcomes.issued(kit.node(0).refresh(first, account)).refreshToken())
                .isEqualTo(second.refreshToken());
        assertThat(Outcomes.refusal(kit.node(0).refresh(lost, account))).contains(Refusal.UNKNOWN);
        Lives.assertGoesOn(kit, account, second);
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-62",
            says = "a rotation that is on its way over a roll-back takes nothing from whoever rotated since",
            from = "fail-over of Redis and restored backups, which hand out a version number again",
            why = "The late swap would install a successor beside the one that the client was given.",
            look = "a version that is counted instead of the record's own revision")
    default void FAULT_62_aStaleRotationIsRefused(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        Snapshot before = kit.snapshot();
        IssuedTokens lost = Outcomes.issued(kit.node(0).refresh(first, account));
        List<IssuedTokens> since = new ArrayList<>();
        Node late = kit.nodeOn(new WatchedStorage(kit.storage(), new Delay(() -> {
            before.restore();
            since.add(Outcomes.issued(kit.node(1).refresh(first, account)));
        })));
        TokenOutcome outcome = late.refresh(lost, account);
        assertThat(Outcomes.refusal(outcome)).as("the late rotation").contains(Refusal.UNKNOWN);
        Lives.assertGoesOn(kit, account, since.get(0));
        assertThat(kit.accusations().events()).isEmpty();
    }
}
