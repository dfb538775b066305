package dev.granary.tck.fault;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageFault;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** That the first write gets no answer, and somebody else comes in before it is sent again. Safe for threads. */
public final class Interruption implements Watch {

    private final boolean takesEffect;
    private final Runnable meanwhile;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Interrupts the first write.
     *
     * @param takesEffect whether the request came through and the reply was lost, or the request itself
     * @param meanwhile what somebody else does
     */
    public Interruption(boolean takesEffect, Runnable meanwhile) {
        this.takesEffect = takesEffect;
        this.meanwhile = meanwhile;
    }

    @Override
    public <T> T read(String operation, String kind, Supplier<T> call) {
        return call.get();
    }

    @Override
    public <T> T write(String operation, String kind, Supplier<T> call) {
        if (!over.compareAndSet(false, true)) {
            return call.get();
        }
        if (takesEffect) {
            Objects.requireNonNull(call.get());
        }
        meanwhile.run();
        throw new OutcomeUnknownException(StorageFault.of("interrupted", operation, kind, "the kit wanted it so"));
    }
}
