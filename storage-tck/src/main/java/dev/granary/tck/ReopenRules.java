package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.record.RecordKey;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import dev.granary.spi.Capability;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REOPEN: a durable storage has what it acknowledged, and no storage claims what it is not. */
public interface ReopenRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REOPEN-01",
            level = Level.CAPABILITY,
            says = "another instance sees the same data if and only if the storage declares SHARED")
    default void REOPEN_01_sharedIsDeclared(Kit kit) throws Exception {
        assertThat(kit.another().isPresent())
                .as("another instance can be opened")
                .isEqualTo(kit.declares(Capability.SHARED));
        if (kit.another().isPresent()) {
            kit.eachKind(bench -> {
                var record = bench.stored();
                bench.on(kit.another().get()).assertStored(record);
                var next = bench.next(record);
                assertThat(bench.storeOf(1).replace(next, record.revision())).isEqualTo(new Written<>());
                bench.assertStored(next);
            });
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REOPEN-02",
            level = Level.CAPABILITY,
            says = "after close and open every acknowledged write of every kind is there, and no removed one")
    default void REOPEN_02_acknowledgedIsThere(Kit kit) throws Exception {
        kit.needs(Capability.DURABLE);
        List<StoredRecord<RecordKey>> stored = new ArrayList<>();
        List<StoredRecord<RecordKey>> removed = new ArrayList<>();
        kit.eachKind(bench -> {
            stored.add(bench.stored());
            var replaced = bench.stored();
            var next = bench.next(replaced);
            assertThat(bench.store().replace(next, replaced.revision())).isEqualTo(new Written<>());
            stored.add(next);
            var gone = bench.stored();
            assertThat(bench.store().remove(gone.key(), gone.revision())).isEqualTo(new Written<>());
            removed.add(gone);
        });
        kit.reopen();
        List<StoredRecord<RecordKey>> found = new ArrayList<>();
        kit.eachKind(bench -> {
            bench.listing(Selection.all(), 10).forEach(bench::assertStored);
            found.addAll(bench.listing(Selection.all(), 10));
        });
        assertThat(found).containsExactlyInAnyOrderElementsOf(stored).doesNotContainAnyElementsOf(removed);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REOPEN-03",
            level = Level.CAPABILITY,
            says = "a storage that declares neither DURABLE nor SHARED begins empty")
    default void REOPEN_03_whatIsNotDurableBeginsEmpty(Kit kit) throws Exception {
        kit.needsAbsenceOf(Capability.DURABLE);
        kit.needsAbsenceOf(Capability.SHARED);
        kit.eachKind(bench -> bench.stored());
        kit.reopen();
        kit.eachKind(bench -> assertThat(bench.listing(Selection.all(), 10))
                .as("after close and open")
                .isEmpty());
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REOPEN-04",
            level = Level.CAPABILITY,
            says = "after close and open a grant goes on where it was, and a revoked one does not")
    default void REOPEN_04_grantsGoOn(Kit kit) {
        kit.needs(Capability.DURABLE);
        Account account = kit.account();
        Account other = kit.account();
        IssuedTokens living = kit.node(0).begin(account);
        IssuedTokens revoked = kit.node(0).begin(other);
        String code = kit.node(0).code(account);
        kit.node(0).tokens().revoke(Outcomes.refreshToken(revoked), other.client());
        kit.reopen();
        Lives.assertGoesOn(kit, account, living);
        Lives.assertGoesOn(kit, account, Outcomes.issued(kit.node(0).redeem(code, account)));
        Lives.assertEnded(kit, other, revoked);
        assertThat(Outcomes.count(kit.node(0).revocations().revokeSubject(account.subject())))
                .isEqualTo(2);
    }
}
