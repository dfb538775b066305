package dev.granary.record;

/** The storage did not do what it was asked to, and nothing was changed. Trying again later is safe. */
public final class StorageUnavailableException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** Makes one for this fault. */
    public StorageUnavailableException(StorageFault fault) {
        super("storage unavailable, nothing was changed", fault);
    }
}
