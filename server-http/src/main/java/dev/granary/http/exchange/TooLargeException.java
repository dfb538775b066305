package dev.granary.http.exchange;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** A request is larger than is read. */
public final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int BODY = 413;
    private static final int HEADERS = 431;

    private final int status;

    private TooLargeException(String message, int status) {
        super(message, null, false, false);
        this.status = status;
    }

    static TooLargeException body(int most) {
        return new TooLargeException("the body is larger than " + most + " bytes", BODY);
    }

    static TooLargeException headers(int most) {
        return new TooLargeException("query and header fields are larger than " + most + " characters", HEADERS);
    }

    /** How it is told: 413, or 431 (RFC 6585 section 5). */
    public ErrorObject error() {
        return new ErrorObject("invalid_request", getMessage(), status);
    }
}
