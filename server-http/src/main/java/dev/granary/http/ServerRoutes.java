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
import dev.granary.http.redirect.ClientRedirect;
import dev.granary.http.registration.ManagementEndpoint;
import dev.granary.http.registration.RegistrationEndpoint;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.http.resource.Audiences;
import dev.granary.http.revocation.RevocationEndpoint;
import dev.granary.http.token.CodeGrant;
import dev.granary.http.token.CredentialsGrant;
import dev.granary.http.token.RefreshGrant;
import dev.granary.http.token.TokenEndpoint;
import dev.granary.http.token.TokenGrant;
import dev.granary.http.upstream.OpenIdUpstream;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.UpstreamHttp;
import dev.granary.http.upstream.UpstreamProvider;
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

    ServerRoutes(AuthServerSettings settings, UseCases useCases) {
        this.settings = settings;
        this.useCases = useCases;
        this.failures = new Failures(useCases.realm().random());
        this.audiences = new Audiences(settings.audiences());
        this.authentication = new CallerAuthentication(useCases.clients(), settings.issuer());
    }

    /** A servlet that answers all of them. */
    AuthServlet servlet() {
        URI issuer = settings.issuer();
        LoginCookie cookie = new LoginCookie(
                issuer, settings.limits().logins().life(), useCases.realm().random());
        Upstreams upstreams = upstreams();
        Legs legs = new Legs(upstreams, useCases.logins(), cookie, useCases.realm());
        List<TokenGrant> grants = grants();
        MetadataEndpoints known = metadata(grants);
        ManagementEndpoint management = management();
        Routes routes = new Routes(List.of(
                Route.post("/oauth/token", new TokenEndpoint(authentication, useCases.clients(), grants)),
                Route.post("/oauth/introspect", introspection()),
                Route.post("/oauth/revoke", new RevocationEndpoint(authentication, useCases.tokens())),
                Route.get("/oauth/authorize", authorize(legs, cookie)),
                Route.get("/oauth/callback", callback(upstreams, legs, cookie)),
                Route.post(RegistrationEndpoint.PATH, registration()),
                new Route("GET", ManagementEndpoint.PATH, true, management),
                new Route("PUT", ManagementEndpoint.PATH, true, management),
                new Route("DELETE", ManagementEndpoint.PATH, true, management),
                Route.get("/.well-known/jwks.json", known::jwks),
                Route.getBelow("/.well-known/oauth-authorization-server", known::authorizationServer),
                Route.getBelow("/.well-known/openid-configuration", known::openIdProvider)));
        return new AuthServlet(
                routes, failures, Optional.ofNullable(issuer.getPath()).orElse(""));
    }

    private MetadataEndpoints metadata(List<TokenGrant> grants) {
        List<String> types = grants.stream().map(TokenGrant::type).toList();
        Metadata metadata = new Metadata(
                settings.issuer(),
                settings.scopes(),
                types,
                useCases.signingKeys(),
                settings.limits().documents().isPresent());
        return new MetadataEndpoints(metadata, useCases.signingKeys());
    }

    private Upstreams upstreams() {
        return new Upstreams(
                settings.upstreams().stream().<Upstream>map(this::upstream).toList());
    }

    private OpenIdUpstream upstream(UpstreamProvider provider) {
        OpenIdUpstream.Parts parts = new OpenIdUpstream.Parts(
                settings.issuer(),
                UpstreamHttp.with(provider),
                useCases.registrations(),
                useCases.realm().clock());
        return new OpenIdUpstream(provider, parts);
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

    private AuthorizeEndpoint authorize(Legs legs, LoginCookie cookie) {
        return new AuthorizeEndpoint(
                useCases.clients(),
                new AuthorizationRequests(audiences),
                new AuthorizeEndpoint.Departing(legs, cookie, new ClientRedirect(settings.issuer())),
                failures);
    }

    private CallbackEndpoint callback(Upstreams upstreams, Legs legs, LoginCookie cookie) {
        Landing landing = new Landing(
                upstreams,
                legs,
                new Landing.Keeping(useCases.users(), useCases.upstreamTokens()),
                new Landing.Ending(
                        new Codes(useCases.clients(), useCases.tokens(), audiences),
                        new ClientRedirect(settings.issuer()),
                        failures));
        return new CallbackEndpoint(useCases.logins(), cookie, landing, failures);
    }

    private RegistrationEndpoint registration() {
        return new RegistrationEndpoint(
                new RegistrationEndpoint.Admission(
                        useCases.clients(), useCases.initialAccessTokens(), useCases.realm()),
                registrationRequests(),
                settings.limits().registrations(),
                settings.issuer());
    }

    private ManagementEndpoint management() {
        return new ManagementEndpoint(useCases.clients(), registrationRequests(), settings.issuer());
    }

    private RegistrationRequests registrationRequests() {
        return new RegistrationRequests(settings.scopes(), settings.limits().registrations());
    }
}
