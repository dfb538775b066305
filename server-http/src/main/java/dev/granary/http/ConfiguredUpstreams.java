package dev.granary.http;

import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.http.upstream.OpenIdUpstream;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.UpstreamHttp;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.http.upstream.Upstreams;
import java.time.InstantSource;

/** Reaches the upstreams that a server is configured with. */
record ConfiguredUpstreams(AuthServerSettings settings, DcrCredentials registrations, InstantSource clock) {

    /** All of them; nothing is asked of one yet. */
    Upstreams upstreams() {
        return new Upstreams(
                settings.upstreams().stream().<Upstream>map(this::upstream).toList());
    }

    private OpenIdUpstream upstream(UpstreamProvider provider) {
        return new OpenIdUpstream(
                provider,
                new OpenIdUpstream.Parts(settings.issuer(), UpstreamHttp.with(provider), registrations, clock));
    }
}
