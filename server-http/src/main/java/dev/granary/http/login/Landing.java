package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.domain.consent.ConsentOutcome;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.redirect.ClientRedirect;
import dev.granary.http.upstream.Arrival;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.Upstreams;
import dev.granary.pkce.CodeVerifier;
import dev.granary.session.SessionId;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a login that came back from an upstream to its next leg or to its end. Whatever goes wrong from here on, the
 * client is told, and what the upstreams gave for the session is removed.
 */
public final class Landing {

    private static final String WHERE = "/oauth/callback";

    private final Logger log = LoggerFactory.getLogger(Landing.class);
    private final Upstreams upstreams;
    private final Legs legs;
    private final Keeping keeping;
    private final Ending ending;

    /** Where what a login yields is kept. */
    public record Keeping(Users users, UpstreamTokens upstreamTokens) {}

    /** How a login ends. */
    public record Ending(
            Codes codes, Approval approval, SessionCookie session, ClientRedirect redirect, Failures failures) {}

    /**
     * A login that is back, and nobody else's.
     *
     * @param login what was kept
     * @param verifier our verifier at the upstream
     * @param browserSecret what its browser holds
     */
    record Returned(PendingAuthorization login, CodeVerifier verifier, String browserSecret) {

        @Override
        public String toString() {
            return "Returned[" + login.request() + "]";
        }
    }

    /** Lands logins from these upstreams. */
    public Landing(Upstreams upstreams, Legs legs, Keeping keeping, Ending ending) {
        this.upstreams = upstreams;
        this.legs = legs;
        this.keeping = keeping;
        this.ending = ending;
    }

    /** Lands a login. */
    Answer land(Returned returned, Parameters parameters) {
        return told(returned.login(), () -> goOn(returned, parameters));
    }

    /** Ends a login whose user was asked. */
    Answer decided(PendingAuthorization login, boolean allowed) {
        return told(login, () -> {
            ResolvedUser user = login.user().orElseThrow();
            Granted wanted = ending.codes().wanted(login, ending.codes().client(login), user.id());
            if (!allowed) {
                ending.approval().noteDenied(wanted);
                throw RefusedException.of(OAuth2Error.ACCESS_DENIED, "the user did not allow it");
            }
            if (ending.approval().record(wanted) == ConsentOutcome.FENCED) {
                throw fenced();
            }
            return code(login, user, wanted);
        });
    }

    private Answer told(PendingAuthorization login, Supplier<Answer> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            endSession(login.session(), e);
            return ending.redirect()
                    .error(
                            ClientRedirect.Target.of(login.request()),
                            ending.failures().tell(WHERE, e));
        }
    }

    private Answer goOn(Returned returned, Parameters parameters) {
        PendingAuthorization login = returned.login();
        Upstream upstream = upstreams
                .find(login.leg().provider())
                .orElseThrow(() -> RefusedException.of(OAuth2Error.SERVER_ERROR, "the provider is not known any more"));
        new UpstreamAnswer(upstream, parameters).requireSuccess(login.leg().expectedIssuer());
        Arrival arrival = upstream.arrive(
                parameters.require("code"), returned.verifier(), login.leg().nonce());
        ResolvedUser user = login.user().orElseGet(() -> resolve(login, upstream, arrival));
        keep(login, user, arrival);
        return legs.next(login, user, returned.browserSecret()).orElseGet(() -> end(returned, user));
    }

    private ResolvedUser resolve(PendingAuthorization login, Upstream upstream, Arrival arrival) {
        new Wishes(login.request().prompting()).requireFresh(arrival, login.begunAt());
        User user =
                keeping.users().resolve(new IdentityKey(upstream.name().value(), arrival.subject()), arrival.profile());
        return new ResolvedUser(
                user.id(), user.name(), user.email(), arrival.authenticatedAt().or(user::lastAuthenticatedAt));
    }

    private void keep(PendingAuthorization login, ResolvedUser user, Arrival arrival) {
        SaveOutcome outcome = keeping.upstreamTokens()
                .save(
                        new UpstreamTokenKey(login.session(), login.leg().provider()),
                        arrival.tokens(),
                        new UpstreamBinding(
                                user.id(), arrival.subject(), login.request().client(), arrival.clientId()),
                        login.begunAt());
        if (outcome == SaveOutcome.FENCED) {
            throw fenced();
        }
    }

    private Answer end(Returned returned, ResolvedUser user) {
        PendingAuthorization login = returned.login();
        Client client = ending.codes().client(login);
        Granted wanted = ending.codes().wanted(login, client, user.id());
        boolean again = login.request().prompting().forConsent();
        return ending.approval().isDue(client, wanted, again)
                ? ending.approval().ask(login, user, returned.browserSecret())
                : code(login, user, wanted);
    }

    private Answer code(PendingAuthorization login, ResolvedUser user, Granted wanted) {
        AuthorizationRequest request = login.request();
        String code = ending.codes().issue(request, user, wanted).orElseThrow(Landing::fenced);
        return ending.redirect()
                .code(ClientRedirect.Target.of(request), code)
                .with("Set-Cookie", ending.session().setting(login.session()));
    }

    private static RefusedException fenced() {
        return RefusedException.of(OAuth2Error.ACCESS_DENIED, "access was revoked while the login was on its way");
    }

    /** A clean-up that fails is told with what it was to clean up after. */
    private void endSession(SessionId session, RuntimeException failure) {
        try {
            int removed = keeping.upstreamTokens().endSession(session);
            log.debug("{}: the login failed, tokens of {} upstreams removed", WHERE, removed);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            log.error("{}: what upstreams gave for a failed login could not be removed", WHERE, e);
        }
    }
}
