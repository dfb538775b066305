package dev.granary.domain.upstream;

import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that upstreams gave for a session. They are sealed before they reach a port, and given only to whom they
 * are bound. Safe for threads; throws as {@link dev.granary.domain.token.Tokens} does, and {@link
 * dev.granary.domain.seal.SealBrokenException} for a sealed value that does not open.
 */
public interface UpstreamTokens {

    /**
     * Keeps what an upstream gave, in the stead of what it gave before for the same session. It is refused, and
     * removed again, if a bulk revocation of its user, client or session, or the end of its identity, came after the
     * login began.
     *
     * @param begunAt when the login that led here began
     */
    SaveOutcome save(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding, Instant begunAt);

    /** Returns the tokens of one upstream in one session, to whom they are bound. An expired set is told apart. */
    UpstreamOutcome find(UpstreamTokenKey key, Holder holder);

    /** Returns all tokens of a session that are bound to this holder, expired ones included. */
    List<KeptUpstreamTokens> ofSession(SessionId session, Holder holder);

    /**
     * Returns the newest tokens that an upstream gave a user, in whatever session: the latest expiry wins, and none
     * beats any. Whoever carries its refresh token over must compare the upstream subject.
     */
    Optional<KeptUpstreamTokens> latest(UserId user, ProviderName provider);

    /**
     * Removes all tokens of a session. What a login that began before would save in it later is refused.
     *
     * @return how many there were
     */
    int endSession(SessionId session);
}
