package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.tck.fault.Fault;
import dev.granary.tck.fault.FaultyStorage;
import dev.granary.tck.node.Node;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries a use case on a storage whose n-th call fails: for every n, in every way, once and for good. */
final class Trials {

    /** So many in a row are more than a node sends again. */
    private static final int FOR_GOOD = 5;

    private static final int MOST_CALLS = 50;

    private Trials() {}

    /** Tries it with every fault there can be. */
    static void each(Kit kit, Trial trial) {
        for (Fault.Mode mode : Fault.Mode.values()) {
            each(kit, mode, 1, trial);
        }
    }

    /** Tries it with every fault there can be, and with every one that lasts. */
    static void eachAndLasting(Kit kit, Trial trial) {
        for (Fault.Mode mode : Fault.Mode.values()) {
            each(kit, mode, 1, trial);
            each(kit, mode, FOR_GOOD, trial);
        }
    }

    private static void each(Kit kit, Fault.Mode mode, int times, Trial trial) {
        for (int call = 1; call < MOST_CALLS; call++) {
            Fault fault = new Fault(call, times, mode);
            check(trial, kit.nodeOn(new FaultyStorage(kit.storage(), fault)), fault);
            assertThat(kit.accusations().events()).as("accused, %s", fault).isEmpty();
            if (!fault.struck()) {
                assertThat(call).as("calls of the use case").isGreaterThan(1);
                return;
            }
        }
        throw new AssertionError("a use case of " + MOST_CALLS + " calls or more");
    }

    private static void check(Trial trial, Node shaky, Fault fault) {
        try {
            trial.check(shaky);
        } catch (AssertionError e) {
            throw new AssertionError(fault + ": " + e.getMessage(), e);
        }
    }

    /** Calls, and answers empty if the storage failed. */
    static <T> Optional<T> attempt(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (StorageUnavailableException | OutcomeUnknownException e) {
            return Optional.empty();
        }
    }

    /** Calls a shaky node first and a sound one again if that failed, as whoever wants an answer does. */
    static <T> T driven(Supplier<T> shaky, Supplier<T> sound) {
        return attempt(shaky).orElseGet(sound);
    }

    /** One use case. */
    interface Trial {

        /** Prepares on sound nodes, calls the shaky one, drives it to its end and looks what became of it. */
        void check(Node shaky);
    }
}
