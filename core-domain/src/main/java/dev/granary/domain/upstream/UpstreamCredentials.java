package dev.granary.domain.upstream;

import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Map;

/**
 * Upstream credentials that can be used, refreshed where that is due. Of any number of callers on any number of nodes
 * one redeems a refresh token; the others get what it got. A refresh goes on when whoever asked for it gives up.
 *
 * <p>Who asks must have found the grant of the holder live. Safe for threads. Throws as
 * {@link UpstreamTokens} does.
 */
public interface UpstreamCredentials {

    /** Returns the credential of one upstream in one session, to whom it is bound. */
    CredentialOutcome valid(UpstreamTokenKey key, Holder holder);

    /**
     * Returns what there is of every upstream of a session, read at once and refreshed side by side. What fails is
     * among it and is not thrown, unless the session itself cannot be read.
     */
    Map<ProviderName, CredentialOutcome> allValid(SessionId session, Holder holder);

    /**
     * Says that an upstream's API refused an access token that has not expired, so that whoever asks next gets a
     * refreshed one. It is heard once a minute, and only from the holder of that very token.
     *
     * @param accessToken what was refused
     */
    void rejected(UpstreamTokenKey key, Holder holder, String accessToken);
}
