package dev.granary.domain.upstream;

import dev.granary.domain.realm.Realm;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can be said of upstream tokens at the time of asking. */
record Freshness(Realm realm, RefreshPolicy policy) {

    /** What there is to say without a refresh; empty if one is due. */
    Optional<RefreshEnd> settled(UpstreamToken token) {
        if (isUsable(token.tokens())) {
            return Optional.of(RefreshEnd.kept(token));
        }
        return token.tokens().refreshToken().isPresent()
                ? Optional.empty()
                : Optional.of(RefreshEnd.loginNeeded(LoginReason.NO_REFRESH_TOKEN));
    }

    /** Whether somebody's refresh may still be on its way. */
    boolean isUnderway(UpstreamToken token) {
        Instant now = realm.now();
        return token.refresh()
                .filter(intent -> now.isBefore(until(intent.at()).plus(realm.skew())))
                .isPresent();
    }

    /** When a refresh that began then must be over. */
    Instant until(Instant begunAt) {
        return begunAt.plus(policy.limit());
    }

    /** An access token that nothing can take the place of is used to its end. */
    private boolean isUsable(TokenSet tokens) {
        Duration margin = tokens.refreshToken().isPresent() ? policy.margin() : Duration.ZERO;
        Instant used = realm.now().plus(margin);
        return tokens.accessToken().isPresent()
                && tokens.expiresAt().filter(end -> !used.isBefore(end)).isEmpty();
    }
}
