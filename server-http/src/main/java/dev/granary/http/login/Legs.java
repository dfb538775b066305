package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.domain.authorization.Login;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.upstream.CarryOutcome;
import dev.granary.domain.upstream.EarlierTokens;
import dev.granary.domain.upstream.Holder;
import dev.granary.http.exchange.Answer;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Departure;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.UpstreamException;
import dev.granary.http.upstream.Upstreams;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamTokenKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends browsers to upstreams, one leg after the other, each with its own state, nonce and verifier. */
public final class Legs {

    private final Logger log = LoggerFactory.getLogger(Legs.class);
    private final Upstreams upstreams;
    private final PendingAuthorizations logins;
    private final LoginCookie cookie;
    private final Realm realm;
    private final EarlierTokens earlier;

    /**
     * Sends them to these upstreams.
     *
     * @param earlier what can be used of the logins before, so that nobody is sent to a later upstream in vain
     */
    public Legs(
            Upstreams upstreams, PendingAuthorizations logins, LoginCookie cookie, Realm realm, EarlierTokens earlier) {
        this.upstreams = upstreams;
        this.logins = logins;
        this.earlier = earlier;
        this.cookie = cookie;
        this.realm = realm;
    }

    /** Begins a login: a new session, at the first upstream. */
    public Answer first(AuthorizationRequest request, String browserSecret) {
        List<ProviderName> chain = upstreams.chain();
        ProviderName leader = chain.get(0);
        Departure departure = require(leader).depart();
        return answer(begun(
                departure,
                new Login(
                        request,
                        leader,
                        departure.expectedIssuer(),
                        departure.clientId(),
                        false,
                        chain,
                        SessionId.random(realm.random()),
                        Optional.empty(),
                        realm.now(),
                        browserSecret)));
    }

    /** Begins a login at one upstream for a session that is there already; empty if there is no such upstream. */
    Optional<Begun> single(
            AuthorizationRequest request, ProviderName provider, LiveSession session, String browserSecret) {
        return upstreams.find(provider).map(upstream -> {
            Departure departure = upstream.depart();
            return begun(
                    departure,
                    new Login(
                            request,
                            provider,
                            departure.expectedIssuer(),
                            departure.clientId(),
                            true,
                            List.of(provider),
                            session.id(),
                            Optional.of(session.user()),
                            realm.now(),
                            browserSecret));
        });
    }

    /** Whom a login led to, and the way that it takes. */
    record Way(ResolvedUser user, Chain chain) {}

    /** Goes on with a login at the next upstream of its chain that has to be asked; empty if there is none. */
    Optional<Answer> next(PendingAuthorization done, Way way, String browserSecret) {
        Optional<ProviderName> next = way.chain().after(done.leg().provider());
        while (next.isPresent()) {
            ProviderName provider = next.get();
            Optional<Departure> open = open(provider).filter(departure -> !isCarried(done, way, provider, departure));
            if (open.isPresent()) {
                return Optional.of(answer(begun(open.get(), later(done, way, provider, open.get(), browserSecret))));
            }
            next = way.chain().after(provider);
        }
        return Optional.empty();
    }

    /** Whether a login before, of the same user and client, left what this one needs there. */
    private boolean isCarried(PendingAuthorization done, Way way, ProviderName provider, Departure departure) {
        if (require(provider).asksEachTime() || new Wishes(done.request().prompting()).forNewLogin()) {
            return false;
        }
        EarlierTokens.Wanted wanted = new EarlierTokens.Wanted(
                new UpstreamTokenKey(done.session(), provider),
                new Holder(way.user().id(), done.request().client()),
                departure.clientId(),
                departure.scopes());
        CarryOutcome outcome = earlier.carry(wanted, done.begunAt());
        if (outcome == CarryOutcome.FENCED) {
            throw KeptArrivals.fenced();
        }
        return outcome == CarryOutcome.CARRIED;
    }

    private static Login later(
            PendingAuthorization done, Way way, ProviderName provider, Departure departure, String browserSecret) {
        return new Login(
                done.request(),
                provider,
                departure.expectedIssuer(),
                departure.clientId(),
                false,
                way.chain().members(),
                done.session(),
                Optional.of(way.user()),
                done.begunAt(),
                browserSecret);
    }

    /** The way to a later upstream; empty if the login can go on without it, and has to. */
    private Optional<Departure> open(ProviderName provider) {
        Upstream upstream = require(provider);
        try {
            return Optional.of(upstream.depart());
        } catch (UpstreamException e) {
            if (!upstream.optional()) {
                throw e;
            }
            log.warn("{}; the login goes on without it", e.getMessage());
            return Optional.empty();
        }
    }

    private Begun begun(Departure departure, Login login) {
        URI location = departure.location().apply(logins.begin(login));
        // What a client wishes of the login is the first upstream's to grant.
        boolean first = login.user().isEmpty();
        return new Begun(
                first ? new Wishes(login.request().prompting()).in(location) : location,
                cookie.setting(login.browserSecret()));
    }

    private static Answer answer(Begun begun) {
        return Answer.found(begun.location()).with("Set-Cookie", begun.cookie());
    }

    private Upstream require(ProviderName provider) {
        return upstreams
                .find(provider)
                .orElseThrow(() -> RefusedException.of(OAuth2Error.SERVER_ERROR, "the provider is not known any more"));
    }
}
