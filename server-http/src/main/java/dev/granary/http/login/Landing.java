package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.domain.consent.ConsentOutcome;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Failures;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.redirect.ClientRedirect;
import dev.granary.http.upstream.Arrival;
import dev.granary.http.upstream.FirstLeg;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.UpstreamFilter;
import dev.granary.http.upstream.Upstreams;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a login that came back from an upstream to its next leg or to its end. Whatever goes wrong from here on, the
 * client is told, and what the upstreams gave for the login is removed. A session that was there before keeps what it
 * has.
 */
public final class Landing {

    private static final String WHERE = "/oauth/callback";

    private final Logger log = LoggerFactory.getLogger(Landing.class);
    private final Route route;
    private final Arrivals arrivals;
    private final Keeping keeping;
    private final Ending ending;

    /** The way a login takes. */
    public record Route(Upstreams upstreams, UpstreamFilter filter, Legs legs) {}

    /** Where what a login yields is kept, and how long at most a session lasts. */
    public record Keeping(Users users, UpstreamTokens upstreamTokens, Duration session) {}

    /** How a login ends. */
    public record Ending(
            Codes codes, Approval approval, SessionCookie session, ClientRedirect redirect, Failures failures) {}

    /** Lands logins that take this way. */
    public Landing(Route route, Keeping keeping, Ending ending) {
        this.route = route;
        this.arrivals = new Arrivals(route.upstreams());
        this.keeping = keeping;
        this.ending = ending;
    }

    /** Lands a login. */
    Answer land(Returned returned) {
        PendingAuthorization login = returned.login();
        return told(login, () -> login.leg().single() ? renew(returned) : goOn(returned));
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
                throw KeptArrivals.fenced();
            }
            return code(login, user, wanted);
        });
    }

    private Answer told(PendingAuthorization login, Supplier<Answer> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            if (!login.leg().single()) {
                endSession(login.session(), e);
            }
            return ending.redirect()
                    .error(
                            ClientRedirect.Target.of(login.request()),
                            ending.failures().tell(WHERE, e));
        }
    }

    private Answer goOn(Returned returned) {
        PendingAuthorization login = returned.login();
        Chain chain = Chain.of(login.leg(), route.upstreams().chain());
        KeptArrivals kept = new KeptArrivals(keeping, login);
        Legs.Way way = arrivals.find(returned)
                .map(arrival -> {
                    ResolvedUser user = login.user().orElseGet(() -> kept.resolve(arrival));
                    kept.keep(user, arrival);
                    return new Legs.Way(user, login.user().isPresent() ? chain : filtered(chain, login, user, arrival));
                })
                .orElseGet(() -> new Legs.Way(login.user().orElseThrow(), chain));
        return route.legs()
                .next(login, way, returned.browserSecret())
                .orElseGet(() -> end(login.through(way.chain().members()), way.user(), returned.browserSecret()));
    }

    private Chain filtered(Chain chain, PendingAuthorization login, ResolvedUser user, Arrival arrival) {
        FirstLeg first = new FirstLeg(login.request().client(), login.leg().provider(), user.id(), arrival.identity());
        return chain.keeping(route.filter().laterLegs(first));
    }

    /** A login at one upstream for a session that goes on. */
    private Answer renew(Returned returned) {
        PendingAuthorization login = returned.login();
        ResolvedUser user = login.user().orElseThrow();
        KeptArrivals kept = new KeptArrivals(keeping, login);
        Arrival arrival = arrivals.require(returned);
        if (login.leg().provider().equals(route.upstreams().chain().get(0))) {
            kept.requireSame(user, arrival);
        }
        kept.renew(user, arrival);
        return end(login, user, returned.browserSecret());
    }

    private Answer end(PendingAuthorization login, ResolvedUser user, String browserSecret) {
        Client client = ending.codes().client(login);
        Granted wanted = ending.codes().wanted(login, client, user.id());
        boolean again = login.request().prompting().forConsent();
        return ending.approval().isDue(client, wanted, again)
                ? ending.approval().ask(login, user, browserSecret)
                : code(login, user, wanted);
    }

    private Answer code(PendingAuthorization login, ResolvedUser user, Granted wanted) {
        if (!login.leg().single()) {
            settle(login, user);
        }
        AuthorizationRequest request = login.request();
        String code = ending.codes().issue(request, user, wanted).orElseThrow(KeptArrivals::fenced);
        return ending.redirect()
                .code(ClientRedirect.Target.of(request), code)
                .with("Set-Cookie", ending.session().setting(login.session()));
    }

    private void settle(PendingAuthorization login, ResolvedUser user) {
        List<ProviderName> chain = login.leg().chain();
        Set<ProviderName> settled = keeping.upstreamTokens().settle(login.session(), chain, user.id());
        if (!chain.stream().allMatch(member -> settled.contains(member) || isOptional(member))) {
            throw RefusedException.of(OAuth2Error.ACCESS_DENIED, "the login took too long, or was ended on its way");
        }
    }

    private boolean isOptional(ProviderName member) {
        return route.upstreams().find(member).filter(Upstream::optional).isPresent();
    }

    /** A clean-up that fails is told with what it was to clean up after. */
    private void endSession(SessionId session, RuntimeException failure) {
        try {
            int removed = keeping.upstreamTokens().endSession(session);
            log.debug("{}: the login failed, tokens of {} upstreams removed", WHERE, removed);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            log.error("{}: what upstreams gave for a failed login could not be removed yet", WHERE, e);
        }
    }
}
