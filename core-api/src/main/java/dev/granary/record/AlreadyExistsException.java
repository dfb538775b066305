package dev.granary.record;

/** The key is taken, and the caller had said that it could not be. */
public final class AlreadyExistsException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** Makes one for this fault. */
    public AlreadyExistsException(StorageFault fault) {
        super("already exists", fault);
    }
}
