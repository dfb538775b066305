package dev.granary.http.registration;

import dev.granary.http.exchange.Request;
import java.util.List;
import java.util.Optional;

/** The bearer token of a request (RFC 6750 section 2.1). */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token; empty if there is none, or more than one. */
    static Optional<String> of(Request request) {
        List<String> headers = request.headers().getOrDefault("authorization", List.of());
        return headers.size() == 1 && headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(headers.get(0).substring(SCHEME.length()).trim()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
