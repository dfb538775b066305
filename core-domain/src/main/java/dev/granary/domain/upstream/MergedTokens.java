package dev.granary.domain.upstream;

import dev.granary.record.Times;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of kept tokens by what an upstream answers. */
final class MergedTokens {

    private MergedTokens() {}

    /**
     * The new tokens. What the upstream did not give again is kept: refresh token and ID token, the scopes, the end of
     * the session. A set without any end gets one, or its record would be kept for ever.
     */
    static UpstreamTokenSet refreshed(UpstreamTokenSet old, UpstreamTokenSet given, Instant now) {
        Optional<Instant> sessionEnd = old.sessionExpiresAt().or(given::sessionExpiresAt);
        boolean endless = sessionEnd.isEmpty() && given.expiresAt().isEmpty();
        List<String> scopes = given.scopes().isEmpty() ? old.scopes() : given.scopes();
        return new UpstreamTokenSet(
                given.accessToken(),
                given.refreshToken().or(old::refreshToken),
                given.idToken().or(old::idToken),
                given.expiresAt(),
                endless ? Optional.of(now.plus(UpstreamToken.KEPT)) : sessionEnd,
                scopes);
    }

    /** The old tokens with the new refresh token, to be refreshed again before anything is given out. */
    static UpstreamTokenSet unverified(UpstreamTokenSet old, UpstreamTokenSet given, Instant now) {
        return new UpstreamTokenSet(
                old.accessToken(),
                given.refreshToken().or(old::refreshToken),
                old.idToken(),
                Optional.of(over(old.expiresAt(), now)),
                old.sessionExpiresAt(),
                old.scopes());
    }

    /** What is left when nothing but a login helps. */
    static TokenSet useless(TokenSet old, Instant now) {
        return new TokenSet(
                Optional.empty(),
                Optional.empty(),
                old.idToken(),
                Optional.of(over(old.expiresAt(), now)),
                old.sessionExpiresAt(),
                old.scopes());
    }

    /** The same, expired. */
    static TokenSet expired(TokenSet old, Instant now) {
        return new TokenSet(
                old.accessToken(),
                old.refreshToken(),
                old.idToken(),
                Optional.of(over(old.expiresAt(), now)),
                old.sessionExpiresAt(),
                old.scopes());
    }

    private static Instant over(Optional<Instant> expiresAt, Instant now) {
        return expiresAt.map(end -> Times.earlier(end, now)).orElse(now);
    }
}
