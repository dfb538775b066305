package dev.granary.http.upstream;

import dev.granary.domain.dcr.DcrCredentials;
import java.net.URI;
import java.time.InstantSource;

/**
 * What upstreams are reached with.
 *
 * @param issuer our own issuer
 * @param http the way to them
 * @param registrations our registrations there
 * @param clock tells the time
 */
public record UpstreamParts(URI issuer, UpstreamHttp http, DcrCredentials registrations, InstantSource clock) {

    /** Where they send browsers back to. */
    URI redirectUri() {
        return URI.create(issuer + "/oauth/callback");
    }
}
