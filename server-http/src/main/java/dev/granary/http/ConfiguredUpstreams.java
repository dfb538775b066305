package dev.granary.http;

import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.http.upstream.UpstreamHttp;
import dev.granary.http.upstream.UpstreamParts;
import dev.granary.http.upstream.Upstreams;
import java.time.InstantSource;

/** Reaches the upstreams that a server is configured with. */
record ConfiguredUpstreams(AuthServerSettings settings, DcrCredentials registrations, InstantSource clock) {

    /** All of them; nothing is asked of one yet. */
    Upstreams upstreams() {
        return Upstreams.of(
                        settings.upstreams(),
                        provider -> new UpstreamParts(
                                new UpstreamParts.Place(settings.issuer(), settings.browsersAt()),
                                UpstreamHttp.with(provider),
                                registrations,
                                clock))
                .watchedBy(settings.listeners().operations());
    }
}
