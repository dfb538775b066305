package dev.granary.http.exchange;

/** A body is larger than is read. */
public final class BodyTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
        super("the body is larger than " + RequestReader.LARGEST_BODY + " bytes", null, false, false);
    }
}
