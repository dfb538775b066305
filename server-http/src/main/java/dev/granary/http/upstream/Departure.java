package dev.granary.http.upstream;

import dev.granary.domain.authorization.BegunLeg;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A way to an upstream that is open.
 *
 * @param expectedIssuer the {@code iss} that its answer must name (RFC 9207), if it says that it names one
 * @param clientId who we are there; who comes back can be redeemed by that client alone
 * @param scopes what is asked for
 * @param location where to send the browser
 */
public record Departure(
        Optional<String> expectedIssuer, String clientId, List<String> scopes, Function<BegunLeg, URI> location) {

    /** Copies the list. */
    public Departure {
        scopes = List.copyOf(scopes);
    }
}
