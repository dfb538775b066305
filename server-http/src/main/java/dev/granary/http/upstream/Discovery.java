package dev.granary.http.upstream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** An upstream's metadata, asked for when it is first needed and again after an hour. A failure is not remembered. */
final class Discovery {

    private static final Duration LIFE = Duration.ofHours(1);

    private final OpenIdProvider provider;
    private final UpstreamHttp http;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();

    Discovery(OpenIdProvider provider, UpstreamHttp http, InstantSource clock) {
        this.provider = provider;
        this.http = http;
        this.clock = clock;
    }

    private record Known(UpstreamMetadata metadata, Instant until) {}

    /** The metadata. @throws UpstreamException if it is not to be had */
    UpstreamMetadata metadata() {
        Optional<UpstreamMetadata> fresh = fresh();
        if (fresh.isPresent()) {
            return fresh.get();
        }
        asking.lock();
        try {
            return fresh().orElseGet(this::ask);
        } finally {
            asking.unlock();
        }
    }

    private Optional<UpstreamMetadata> fresh() {
        return known.filter(held -> clock.instant().isBefore(held.until())).map(Known::metadata);
    }

    private UpstreamMetadata ask() {
        String issuer = provider.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI uri = provider.registration()
                .discoveryUrl()
                .orElseGet(() -> URI.create(base + "/.well-known/openid-configuration"));
        UpstreamMetadata metadata = UpstreamMetadata.read(provider, http.get(provider.name(), uri));
        known = Optional.of(new Known(metadata, clock.instant().plus(LIFE)));
        return metadata;
    }
}
