package dev.granary.tck.fault;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** That the first write is held up, on its way, until somebody else is done. Safe for threads. */
public final class Delay implements Watch {

    private final Runnable meanwhile;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Lets the first write wait for this. */
    public Delay(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    @Override
    public <T> T read(String operation, String kind, Supplier<T> call) {
        return call.get();
    }

    @Override
    public <T> T write(String operation, String kind, Supplier<T> call) {
        if (over.compareAndSet(false, true)) {
            meanwhile.run();
        }
        return call.get();
    }
}
