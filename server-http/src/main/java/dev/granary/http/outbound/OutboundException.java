package dev.granary.http.outbound;

/**
 * A request got no answer. The message says where it went to and what failed, and never holds anything that was sent or
 * received.
 */
public final class OutboundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String what;

    OutboundException(Kind kind, String what) {
        super(what);
        this.kind = kind;
        this.what = what;
    }

    /** What failed. */
    public enum Kind {
        /** The host has no address that may be connected to. Nothing was sent. */
        FORBIDDEN,
        /** No connection was made. Nothing was sent. */
        NOT_CONNECTED,
        /** The answer did not come, or not in time; what was sent may have been received. */
        NO_ANSWER,
        /** The answer came and is larger than it may be. */
        TOO_LARGE
    }

    /** What failed, and where it went to. */
    @Override
    public String getMessage() {
        return what;
    }

    /** What failed. */
    public Kind kind() {
        return kind;
    }

    /** Whether the other side may have received the request. */
    public boolean isMaybeReceived() {
        return kind == Kind.NO_ANSWER || kind == Kind.TOO_LARGE;
    }
}
