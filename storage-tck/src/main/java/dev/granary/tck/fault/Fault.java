package dev.granary.tck.fault;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** That one port call of several fails, or a few in a row. Counts the calls; safe for threads. */
public final class Fault implements Watch {

    private final int first;
    private final int times;
    private final Mode mode;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Optional<Supplier<?>>> late = new AtomicReference<>(Optional.empty());

    /** How a call fails. A read that fails in whatever mode is unavailable. */
    public enum Mode {
        /** Unavailable, before any effect. */
        REFUSED,
        /** Outcome unknown; the request never came through. */
        REQUEST_LOST,
        /** Outcome unknown; the effect took place. */
        REPLY_LOST,
        /** Outcome unknown; the effect takes place after the next call, as that of a statement still running. */
        LATE
    }

    /** Lets {@code times} calls fail, from the {@code first} on, which is 1 for the very first. */
    public Fault(int first, int times, Mode mode) {
        this.first = first;
        this.times = times;
        this.mode = mode;
    }

    /** Whether any call has failed. */
    public boolean struck() {
        return calls.get() >= first;
    }

    @Override
    public String toString() {
        return mode + " at call " + first + (times == 1 ? "" : " and " + (times - 1) + " more");
    }

    @Override
    public <T> T read(String operation, String kind, Supplier<T> call) {
        if (strikes()) {
            throw new StorageUnavailableException(fault(operation, kind));
        }
        return settle(call);
    }

    @Override
    public <T> T write(String operation, String kind, Supplier<T> call) {
        if (!strikes()) {
            return settle(call);
        }
        if (mode == Mode.REFUSED) {
            throw new StorageUnavailableException(fault(operation, kind));
        }
        if (mode == Mode.REPLY_LOST) {
            Objects.requireNonNull(call.get());
        }
        if (mode == Mode.LATE) {
            late.set(Optional.of(call));
        }
        throw new OutcomeUnknownException(fault(operation, kind));
    }

    private boolean strikes() {
        int call = calls.incrementAndGet();
        return call >= first && call < first + times;
    }

    private <T> T settle(Supplier<T> call) {
        Optional<Supplier<?>> due = late.getAndSet(Optional.empty());
        try {
            return call.get();
        } finally {
            due.ifPresent(effect -> Objects.requireNonNull(effect.get()));
        }
    }

    private static StorageFault fault(String operation, String kind) {
        return StorageFault.of("faulty", operation, kind, "the kit wanted it so");
    }
}
