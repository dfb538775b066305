package dev.granary.http.upstream;

import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.http.dcr.RegistrationTerms;
import java.net.URI;
import java.time.InstantSource;

/**
 * What upstreams are reached with.
 *
 * @param place where we are
 * @param http the way to them
 * @param registrations our registrations there
 * @param clock tells the time
 */
public record UpstreamParts(Place place, UpstreamHttp http, DcrCredentials registrations, InstantSource clock) {

    /**
     * Where we are.
     *
     * @param issuer our own issuer
     * @param front where browsers come to log in; the issuer, mostly
     */
    public record Place(URI issuer, URI front) {}

    /** Where they send browsers back to: to our own callback, unless we register with another. */
    URI redirectUri(RegistrationTerms terms) {
        return terms.redirectUri().orElseGet(() -> URI.create(place.front() + "/oauth/callback"));
    }
}
