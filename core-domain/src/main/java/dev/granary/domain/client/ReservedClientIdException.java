package dev.granary.domain.client;

/** A client id begins with a prefix that Granary keeps for itself. */
public final class ReservedClientIdException extends IllegalArgumentException {

    /** What no configured client's id begins with. */
    public static final String RESERVED_PREFIX = "synthetic:";

    private static final long serialVersionUID = 1L;

    ReservedClientIdException() {
        super("client id: the prefix " + RESERVED_PREFIX + " is reserved; choose another id");
    }
}
