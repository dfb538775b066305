package dev.granary.record;

/** A stored record cannot be read: it is damaged, or a newer release wrote it. */
public final class CorruptRecordException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** Makes one for this fault. */
    public CorruptRecordException(StorageFault fault) {
        super("corrupt record", fault);
    }
}
