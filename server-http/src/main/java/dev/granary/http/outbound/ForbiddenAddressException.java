package dev.granary.http.outbound;

import java.net.UnknownHostException;

/** A host has addresses, and none may be connected to. */
final class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host) {
        super(host);
    }
}
