package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.Selection;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Storage;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** FAULT: a storage says when it did not do what it was asked to. */
public interface FaultRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-01",
            says = "after close every operation is refused as unavailable",
            why = "A closed storage that answers empty makes every token unknown and every grant gone.",
            look = "methods that do not ask whether it is open, and health that does not either")
    default void FAULT_01_closeIsFinal(Kit kit) throws Exception {
        List<ThrowingCallable> calls = new ArrayList<>();
        kit.eachKind(bench -> {
            var store = bench.store();
            var record = bench.stored();
            var next = bench.next(record);
            calls.addAll(List.of(
                    () -> store.insert(next),
                    () -> store.find(record.key()),
                    () -> store.findAll(List.of(record.key())),
                    () -> store.replace(next, record.revision()),
                    () -> store.replaceAll(List.of(new Change<>(next, record.revision()))),
                    () -> store.remove(record.key(), record.revision()),
                    () -> store.page(Selection.all(), Cursor.START, 1),
                    () -> store.purge(kit.clock().instant(), 1)));
        });
        kit.storage().close();
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(StorageUnavailableException.class);
        }
        assertThat(kit.storage().health().ready())
                .as("health of a closed storage")
                .isFalse();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-02",
            says = "close can be called again, and says nothing",
            why = "Shutdown hooks and containers both close.",
            look = "what the second close does to what is gone already")
    default void FAULT_02_closeIsIdempotent(Kit kit) {
        Storage storage = kit.open();
        assertThat(storage.health().ready()).as("health of an open storage").isTrue();
        storage.close();
        storage.close();
        assertThat(storage.health().ready()).isFalse();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-03",
            says = "two ports of the same namespace and kind see the same records",
            why = "Each part of a server asks for its own port; they must agree.",
            look = "stores that keep records in the port object")
    default void FAULT_03_oneStorageOneTruth(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.stored();
            bench.on(kit.storage()).assertStored(record);
            assertThat(kit.storage().stats().records().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("records counted")
                    .isPositive();
        });
    }
}
