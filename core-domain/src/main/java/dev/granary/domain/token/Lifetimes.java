package dev.granary.domain.token;

import dev.granary.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long things last.
 *
 * @param code an authorization code: 30 s to 10 min
 * @param accessToken an access token: 1 min to 24 h
 * @param refreshIdle a refresh token that nobody uses: 1 h to 365 d
 * @param grant a grant, however often it is refreshed: at least as long as a refresh token
 */
public record Lifetimes(Duration code, Duration accessToken, Duration refreshIdle, Duration grant) {

    /** 10 min, 1 h, 30 d and 180 d. */
    public static final Lifetimes DEFAULT =
            new Lifetimes(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(30), Duration.ofDays(180));

    /** @throws IllegalArgumentException if a duration is out of its range, naming it */
    public Lifetimes {
        requireBetween("code lifetime", code, List.of(Duration.ofSeconds(30), Duration.ofMinutes(10)));
        requireBetween("access token lifetime", accessToken, List.of(Duration.ofMinutes(1), Duration.ofHours(24)));
        requireBetween("refresh idle lifetime", refreshIdle, List.of(Duration.ofHours(1), Duration.ofDays(365)));
        if (grant.compareTo(refreshIdle) < 0) {
            throw new IllegalArgumentException("grant lifetime: expected " + refreshIdle + " or more, got " + grant);
        }
    }

    /** When a code made now expires, of a grant that ends then. */
    Instant codeExpiry(Instant now, Instant endsAt) {
        return expiry(now, code, endsAt);
    }

    /** When an access token made now expires, of a grant that ends then. */
    Instant accessTokenExpiry(Instant now, Instant endsAt) {
        return expiry(now, accessToken, endsAt);
    }

    /** When a refresh token made now expires, of a grant that ends then. */
    Instant refreshTokenExpiry(Instant now, Instant endsAt) {
        return expiry(now, refreshIdle, endsAt);
    }

    private static Instant expiry(Instant now, Duration lifetime, Instant endsAt) {
        return Times.micros(Times.earlier(now.plus(lifetime), endsAt));
    }

    private static void requireBetween(String field, Duration value, List<Duration> range) {
        if (value.compareTo(range.get(0)) < 0 || value.compareTo(range.get(1)) > 0) {
            throw new IllegalArgumentException(
                    field + ": expected " + range.get(0) + " to " + range.get(1) + ", got " + value);
        }
    }
}
