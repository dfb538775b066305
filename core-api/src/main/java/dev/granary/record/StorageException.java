package dev.granary.record;

/** What a caller of a storage cannot have expected. The message is the fault's description. */
public abstract class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StorageFault fault;

    StorageException(String what, StorageFault fault) {
        super(what + ": " + fault.describe());
        this.fault = fault;
    }

    /** Where and how it failed. */
    public StorageFault fault() {
        return fault;
    }
}
