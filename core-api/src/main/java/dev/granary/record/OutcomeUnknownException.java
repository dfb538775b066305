package dev.granary.record;

/** A write may or may not have taken effect. Sending the same write again, with the same revision, is safe. */
public final class OutcomeUnknownException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** Makes one for this fault. */
    public OutcomeUnknownException(StorageFault fault) {
        super("outcome unknown", fault);
    }
}
