package dev.granary.http.trust;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An issuer's keys. They are asked for again after 5 min, and for a key that is not among them after 30 s; after a failure
 * not before 30 s, and meanwhile those from before go on to count for an hour.
 */
final class IssuerKeys {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final int MOST_KEYS = 100;

    private final TrustedIssuer issuer;
    private final Supplier<Map<String, Object>> documents;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();
    private volatile Instant silentUntil = Instant.MIN;

    IssuerKeys(TrustedIssuer issuer, Supplier<Map<String, Object>> documents, InstantSource clock) {
        this.issuer = issuer;
        this.documents = documents;
        this.clock = clock;
    }

    private record Known(JWKSet keys, Instant at) {}

    /** The keys that may have made this signature. @throws IssuerUnavailableException if they are not to be had */
    List<JWK> candidates(JWSHeader header) {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        List<JWK> found = selector.select(keys(LIFE));
        return found.isEmpty() ? selector.select(keys(PAUSE)) : found;
    }

    private JWKSet keys(Duration age) {
        Optional<JWKSet> fresh = notOlder(age);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        asking.lock();
        try {
            return notOlder(age).orElseGet(this::ask);
        } finally {
            asking.unlock();
        }
    }

    private Optional<JWKSet> notOlder(Duration age) {
        return known.filter(held -> clock.instant().isBefore(held.at().plus(age)))
                .map(Known::keys);
    }

    private JWKSet ask() {
        try {
            if (clock.instant().isBefore(silentUntil)) {
                throw new IssuerUnavailableException(issuer, "it failed less than 30 s ago");
            }
            JWKSet keys = parse();
            known = Optional.of(new Known(keys, clock.instant()));
            return keys;
        } catch (IssuerUnavailableException e) {
            if (!clock.instant().isBefore(silentUntil)) {
                silentUntil = clock.instant().plus(PAUSE);
            }
            return notOlder(LONGEST_LIFE).orElseThrow(() -> e);
        }
    }

    private JWKSet parse() {
        try {
            JWKSet keys = JWKSet.parse(documents.get());
            if (keys.size() > MOST_KEYS) {
                throw new IssuerUnavailableException(issuer, "it has more than " + MOST_KEYS + " keys");
            }
            return keys;
        } catch (ParseException e) {
            throw new IssuerUnavailableException(issuer, "its keys are malformed");
        }
    }
}
