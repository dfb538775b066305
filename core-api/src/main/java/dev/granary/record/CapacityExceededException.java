package dev.granary.record;

/** A configured cap is reached. The newcomer is refused, and nobody is evicted. */
public final class CapacityExceededException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** Makes one for this fault. */
    public CapacityExceededException(StorageFault fault) {
        super("at capacity", fault);
    }
}
