package dev.granary.domain.upstream;

import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Keeps what an upstream gave on the way of a login, as {@link #save} does, but for this login only: nobody is given
     * it, and it ends by itself when the login can go on no longer.
     *
     * @param begunAt when the login began
     */
    SaveOutcome keep(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding, Instant begunAt);

    /**
     * Keeps what an upstream gave for a session that goes on, as {@link #save} does. A refresh token that it did not
     * give again stays, or comes from the user's last login before, as with {@link #settle}.
     */
    SaveOutcome renew(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding, Instant begunAt);

    /**
     * Makes last what was kept on the way of a login that is about to end well. Tokens without a refresh token take
     * over the one of the user's last login before, if that was the same account there and the same client of ours: it
     * is moved, so that no two sessions ever share one.
     *
     * @param user whom the login led to
     * @return the upstreams whose tokens last from now on; those that are over, missing or another user's are not among
     *     them
     */
    Set<ProviderName> settle(SessionId session, Collection<ProviderName> upstreams, UserId user);

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

    /**
     * Removes the tokens of one upstream in one session; the session keeps those of its others. A refresh on its way
     * comes to nothing. A login at that upstream which is on its way may still bring new ones.
     *
     * @return whether there were any
     */
    boolean end(UpstreamTokenKey key);
}
