package dev.granary.http.upstream;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** An upstream's keys (RFC 7517). A key that is not among them makes them be asked for again, every 30 s at most. */
final class UpstreamKeys {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_KEYS = 100;

    private final ProviderName name;
    private final UpstreamHttp http;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();

    UpstreamKeys(ProviderName name, UpstreamHttp http, InstantSource clock) {
        this.name = name;
        this.http = http;
        this.clock = clock;
    }

    private record Known(JWKSet keys, Instant at) {}

    /** The keys that may have made this signature. @throws UpstreamException if they are not to be had */
    List<JWK> candidates(URI jwksUri, JWSHeader header) {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        List<JWK> found = selector.select(keys(jwksUri, LIFE));
        return found.isEmpty() ? selector.select(keys(jwksUri, PAUSE)) : found;
    }

    /** The keys, no older than this. */
    private JWKSet keys(URI jwksUri, Duration age) {
        Optional<JWKSet> fresh = fresh(age);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        asking.lock();
        try {
            return fresh(age).orElseGet(() -> ask(jwksUri));
        } finally {
            asking.unlock();
        }
    }

    private Optional<JWKSet> fresh(Duration age) {
        return known.filter(held -> clock.instant().isBefore(held.at().plus(age)))
                .map(Known::keys);
    }

    private JWKSet ask(URI jwksUri) {
        try {
            JWKSet keys = JWKSet.parse(http.get(name, jwksUri));
            if (keys.size() > MOST_KEYS) {
                throw UpstreamException.refused(name, "it has more than " + MOST_KEYS + " keys");
            }
            known = Optional.of(new Known(keys, clock.instant()));
            return keys;
        } catch (ParseException e) {
            throw UpstreamException.unreachable(name, "its keys are malformed");
        }
    }
}
