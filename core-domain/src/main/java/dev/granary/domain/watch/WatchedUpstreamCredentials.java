package dev.granary.domain.watch;

import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Map;

/** {@link UpstreamCredentials} that are watched. */
final class WatchedUpstreamCredentials implements UpstreamCredentials {

    private final UpstreamCredentials credentials;
    private final Watch watch;

    WatchedUpstreamCredentials(UpstreamCredentials credentials, Watch watch) {
        this.credentials = credentials;
        this.watch = watch;
    }

    @Override
    public CredentialOutcome valid(UpstreamTokenKey key, Holder holder) {
        return watch.watch(
                Operation.REFRESH_UPSTREAM_TOKENS,
                () -> credentials.valid(key, holder),
                WatchedUpstreamCredentials::ending);
    }

    /** With several upstreams the first that is not to be had tells how it ended. */
    @Override
    public Map<ProviderName, CredentialOutcome> allValid(SessionId session, Holder holder) {
        return watch.watch(
                Operation.REFRESH_UPSTREAM_TOKENS,
                () -> credentials.allValid(session, holder),
                outcomes -> outcomes.values().stream()
                        .map(WatchedUpstreamCredentials::ending)
                        .filter(ending -> ending != Ending.DONE)
                        .findFirst()
                        .orElse(Ending.DONE));
    }

    @Override
    public void rejected(UpstreamTokenKey key, Holder holder, String accessToken) {
        credentials.rejected(key, holder, accessToken);
    }

    private static Ending ending(CredentialOutcome outcome) {
        return outcome.match(new CredentialOutcome.Cases<>(
                valid -> Ending.DONE,
                reason -> Ending.LOGIN_NEEDED,
                fault -> Ending.LATER,
                () -> Ending.MISMATCHED,
                () -> Ending.UNKNOWN));
    }
}
