package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.domain.authorization.Login;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.realm.Realm;
import dev.granary.http.exchange.Answer;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Departure;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.Upstreams;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sends browsers to upstreams, one leg after the other, each with its own state, nonce and verifier. */
public final class Legs {

    private final Upstreams upstreams;
    private final PendingAuthorizations logins;
    private final LoginCookie cookie;
    private final Realm realm;

    /** Sends them to these upstreams. */
    public Legs(Upstreams upstreams, PendingAuthorizations logins, LoginCookie cookie, Realm realm) {
        this.upstreams = upstreams;
        this.logins = logins;
        this.cookie = cookie;
        this.realm = realm;
    }

    /** Begins a login: a new session, at the first upstream. */
    public Answer first(AuthorizationRequest request, String browserSecret) {
        List<ProviderName> chain = upstreams.chain();
        ProviderName leader = chain.get(0);
        return begin(
                leader,
                departure -> new Login(
                        request,
                        leader,
                        departure.expectedIssuer(),
                        false,
                        chain,
                        SessionId.random(realm.random()),
                        Optional.empty(),
                        realm.now(),
                        browserSecret));
    }

    /** Goes on with a login at the next upstream of its chain; empty if this leg was the last. */
    Optional<Answer> next(PendingAuthorization done, ResolvedUser user, String browserSecret) {
        return after(done.leg())
                .map(next -> begin(
                        next,
                        departure -> new Login(
                                done.request(),
                                next,
                                departure.expectedIssuer(),
                                false,
                                done.leg().chain(),
                                done.session(),
                                Optional.of(user),
                                done.begunAt(),
                                browserSecret)));
    }

    private Answer begin(ProviderName next, Function<Departure, Login> plan) {
        Upstream upstream = upstreams
                .find(next)
                .orElseThrow(() -> RefusedException.of(OAuth2Error.SERVER_ERROR, "the provider is not known any more"));
        Departure departure = upstream.depart();
        Login login = plan.apply(departure);
        URI location = departure.location().apply(logins.begin(login));
        return Answer.found(
                        login.user().isPresent()
                                ? location
                                : new Wishes(login.request().prompting()).in(location))
                .with("Set-Cookie", cookie.setting(login.browserSecret()));
    }

    private static Optional<ProviderName> after(UpstreamLeg leg) {
        int next = leg.chain().indexOf(leg.provider()) + 1;
        boolean last = leg.single() || next == leg.chain().size();
        return last ? Optional.empty() : Optional.of(leg.chain().get(next));
    }
}
