package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Arrival;
import dev.granary.http.upstream.UpstreamIdentity;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;

/** Keeps what one login yields: who it is, and what the upstream gave. */
record KeptArrivals(Landing.Keeping keeping, PendingAuthorization login) {

    /** Our user. Somebody of whom the upstream says nothing is a user for this login, and is not stored. */
    ResolvedUser resolve(Arrival arrival) {
        new Wishes(login.request().prompting()).requireFresh(arrival, login.begunAt());
        UpstreamIdentity identity = arrival.identity();
        if (identity.synthetic()) {
            return new ResolvedUser(
                    new UserId(identity.subject()),
                    identity.profile().name(),
                    identity.profile().email(),
                    arrival.authenticatedAt());
        }
        User user = keeping.users()
                .resolve(new IdentityKey(login.leg().provider().value(), identity.subject()), identity.profile());
        return new ResolvedUser(
                user.id(), user.name(), user.email(), arrival.authenticatedAt().or(user::lastAuthenticatedAt));
    }

    /** Requires that the session's own user came back. @throws RefusedException if it was another, or nobody can tell */
    void requireSame(ResolvedUser user, Arrival arrival) {
        if (!resolve(arrival).id().equals(user.id())) {
            throw RefusedException.of(OAuth2Error.ACCESS_DENIED, "another user logged in");
        }
    }

    /** Keeps it for this login only. @throws RefusedException if access was revoked meanwhile */
    void keep(ResolvedUser user, Arrival arrival) {
        require(keeping.upstreamTokens().keep(key(), tokens(arrival), binding(user, arrival), login.begunAt()));
    }

    /** Keeps it for the session. @throws RefusedException if access was revoked meanwhile */
    void renew(ResolvedUser user, Arrival arrival) {
        require(keeping.upstreamTokens().renew(key(), tokens(arrival), binding(user, arrival), login.begunAt()));
    }

    static RefusedException fenced() {
        return RefusedException.of(OAuth2Error.ACCESS_DENIED, "access was revoked while the login was on its way");
    }

    private static void require(SaveOutcome outcome) {
        if (outcome == SaveOutcome.FENCED) {
            throw fenced();
        }
    }

    /** No grant of this session outlives it, so tokens that never expire need not be kept for ever. */
    private UpstreamTokenSet tokens(Arrival arrival) {
        return arrival.tokens().inSessionUntil(login.begunAt().plus(keeping.session()));
    }

    private UpstreamTokenKey key() {
        return new UpstreamTokenKey(login.session(), login.leg().provider());
    }

    private UpstreamBinding binding(ResolvedUser user, Arrival arrival) {
        return new UpstreamBinding(
                user.id(), arrival.identity().subject(), login.request().client(), arrival.clientId());
    }
}
