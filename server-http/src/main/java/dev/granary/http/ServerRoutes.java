package dev.granary.http;

import dev.granary.http.authorize.AuthorizationRequests;
import dev.granary.http.authorize.AuthorizeEndpoint;
import dev.granary.http.client.CallerAuthentication;
import dev.granary.http.discovery.Metadata;
import dev.granary.http.discovery.MetadataEndpoints;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Routes;
import dev.granary.http.exchange.Routes.Route;
import dev.granary.http.introspection.Description;
import dev.granary.http.introspection.IntrospectionEndpoint;
import dev.granary.http.login.CallbackEndpoint;
import dev.granary.http.login.Codes;
import dev.granary.http.login.Landing;
import dev.granary.http.login.Legs;
import dev.granary.http.login.LoginCookie;
import dev.granary.http.login.SingleLegs;
import dev.granary.http.redirect.ClientRedirect;
import dev.granary.http.registration.RegistrationEndpoint;
import dev.granary.http.resource.Audiences;
import dev.granary.http.revocation.RevocationEndpoint;
import dev.granary.http.token.CodeGrant;
import dev.granary.http.token.CredentialsGrant;
import dev.granary.http.token.RefreshGrant;
import dev.granary.http.token.TokenEndpoint;
import dev.granary.http.token.TokenGrant;
import dev.granary.http.upstream.UpstreamHttp;
import dev.granary.http.upstream.UpstreamParts;
import dev.granary.http.upstream.Upstreams;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Puts the endpoints together. */
final class ServerRoutes {

    private final AuthServerSettings settings;
    private final UseCases useCases;
    private final Failures failures;
    private final Audiences audiences;
    private final CallerAuthentication authentication;
    private final LoginCookie cookie;
    private final Upstreams upstreams;
    private final Legs legs;

    ServerRoutes(AuthServerSettings settings, UseCases useCases) {
        this.settings = settings;
        this.useCases = useCases;
        this.failures = new Failures(useCases.realm().random());
        this.audiences = new Audiences(settings.audiences());
        this.authentication = new CallerAuthentication(useCases.clients(), settings.issuer());
        this.cookie = new LoginCookie(
                settings.issuer(),
                settings.limits().logins().life(),
                useCases.realm().random());
        this.upstreams = Upstreams.of(
                settings.upstreams(),
                new UpstreamParts(
                        settings.issuer(),
                        UpstreamHttp.create(),
                        useCases.registrations(),
                        useCases.realm().clock()));
        this.legs = new Legs(upstreams, useCases.logins(), cookie, useCases.realm());
    }

    /** Logins at one upstream, which hosts begin. */
    SingleLegs singleLegs() {
        return new SingleLegs(useCases.tokens(), useCases.clients(), legs, cookie);
    }

    /** A servlet that answers all of them. */
    AuthServlet servlet() {
        URI issuer = settings.issuer();
        List<TokenGrant> grants = grants();
        MetadataEndpoints known = metadata(grants);
        Routes routes = new Routes(List.of(
                Route.post("/oauth/token", new TokenEndpoint(authentication, useCases.clients(), grants)),
                Route.post("/oauth/introspect", introspection()),
                Route.post("/oauth/revoke", new RevocationEndpoint(authentication, useCases.tokens())),
                Route.get("/oauth/authorize", authorize()),
                Route.get("/oauth/callback", callback()),
                Route.post("/oauth/register", registration()),
                Route.get("/.well-known/jwks.json", known::jwks),
                Route.getBelow("/.well-known/oauth-authorization-server", known::authorizationServer),
                Route.getBelow("/.well-known/openid-configuration", known::openIdProvider)));
        return new AuthServlet(
                routes, failures, Optional.ofNullable(issuer.getPath()).orElse(""));
    }

    private MetadataEndpoints metadata(List<TokenGrant> grants) {
        List<String> types = grants.stream().map(TokenGrant::type).toList();
        Metadata metadata = new Metadata(settings.issuer(), settings.scopes(), types, useCases.signingKeys());
        return new MetadataEndpoints(metadata, useCases.signingKeys());
    }

    private List<TokenGrant> grants() {
        return List.of(
                new CodeGrant(useCases.tokens(), audiences),
                new RefreshGrant(useCases.tokens(), audiences),
                new CredentialsGrant(useCases.tokens(), audiences, useCases.realm()));
    }

    private IntrospectionEndpoint introspection() {
        return new IntrospectionEndpoint(authentication, useCases.tokens(), new Description(settings.issuer()));
    }

    private AuthorizeEndpoint authorize() {
        return new AuthorizeEndpoint(
                useCases.clients(),
                new AuthorizationRequests(audiences),
                new AuthorizeEndpoint.Departing(legs, cookie, new ClientRedirect(settings.issuer())),
                failures);
    }

    private CallbackEndpoint callback() {
        Landing landing = new Landing(
                new Landing.Route(upstreams, settings.filter(), legs),
                new Landing.Keeping(useCases.users(), useCases.upstreamTokens()),
                new Landing.Ending(
                        new Codes(useCases.clients(), useCases.tokens(), audiences),
                        new ClientRedirect(settings.issuer()),
                        failures));
        return new CallbackEndpoint(useCases.logins(), cookie, landing, failures);
    }

    private RegistrationEndpoint registration() {
        return new RegistrationEndpoint(
                useCases.clients(),
                settings.scopes(),
                settings.limits().registrations(),
                useCases.realm().clock());
    }
}
