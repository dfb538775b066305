package dev.granary.http;

import dev.granary.domain.key.TokenSigner;
import dev.granary.domain.session.SessionLimit;
import dev.granary.http.authorize.AuthorizationRequests;
import dev.granary.http.authorize.AuthorizeEndpoint;
import dev.granary.http.client.CallerAuthentication;
import dev.granary.http.discovery.Metadata;
import dev.granary.http.discovery.MetadataEndpoints;
import dev.granary.http.exchange.CrossOrigin;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Routes;
import dev.granary.http.exchange.Routes.Route;
import dev.granary.http.introspection.Description;
import dev.granary.http.introspection.IntrospectionEndpoint;
import dev.granary.http.login.Approval;
import dev.granary.http.login.CallbackEndpoint;
import dev.granary.http.login.Codes;
import dev.granary.http.login.ConsentEndpoint;
import dev.granary.http.login.Landing;
import dev.granary.http.login.Legs;
import dev.granary.http.login.LoginCookie;
import dev.granary.http.login.SessionCookie;
import dev.granary.http.login.SingleLegs;
import dev.granary.http.logout.Departures;
import dev.granary.http.logout.LogoutEndpoint;
import dev.granary.http.openid.IdTokens;
import dev.granary.http.openid.UserInfoEndpoint;
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
import dev.granary.http.token.TokenGrants;
import dev.granary.http.trust.SoftwareStatements;
import dev.granary.http.trust.TrustedIssuers;
import dev.granary.http.upstream.Upstreams;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the endpoints together. */
final class ServerRoutes {

    private final AuthServerSettings settings;
    private final UseCases useCases;
    private final Failures failures;
    private final Audiences audiences;
    private final CallerAuthentication authentication;
    private final IdTokens idTokens;
    private final SessionCookie sessionCookie;
    private final LoginCookie cookie;
    private final Upstreams upstreams;
    private final Legs legs;

    ServerRoutes(AuthServerSettings settings, UseCases useCases) {
        this.settings = settings;
        this.useCases = useCases;
        this.failures = new Failures(useCases.realm().random());
        this.audiences = new Audiences(settings.audiences());
        this.idTokens = new IdTokens(settings.issuer(), new TokenSigner(useCases.signingKeys()));
        this.sessionCookie = new SessionCookie(settings.issuer());
        this.authentication = new CallerAuthentication(useCases.clients(), settings.issuer());
        this.cookie = new LoginCookie(
                settings.browsersAt(),
                settings.limits().logins().life(),
                useCases.realm().random());
        this.upstreams = useCases.upstreams();
        this.legs = new Legs(upstreams, useCases.logins(), cookie, useCases.realm(), useCases.earlierTokens());
    }

    /** Logins at one upstream, which hosts begin. */
    SingleLegs singleLegs() {
        return new SingleLegs(useCases.tokens(), useCases.clients(), legs, cookie);
    }

    /** A servlet that answers all of them. */
    AuthServlet servlet() {
        TokenGrants grants = grants();
        MetadataEndpoints known = metadata(grants);
        ManagementEndpoint management = management();
        UserInfoEndpoint userInfo = new UserInfoEndpoint(useCases.tokens(), useCases.users(), settings.issuer());
        LogoutEndpoint logout = new LogoutEndpoint(
                useCases.revocations(), idTokens, new Departures(useCases.clients()), sessionCookie, failures);
        SessionLimit sessions = new SessionLimit(
                useCases.realm(), () -> settings.limits().current().get().sessionsPerUser());
        Codes codes = new Codes(useCases.clients(), useCases.tokens(), audiences, sessions);
        Landing landing = landing(codes);
        ConsentEndpoint consent = new ConsentEndpoint(useCases.logins(), cookie, landing, codes, failures);
        return servlet(List.of(
                Route.post("/oauth/token", new TokenEndpoint(authentication, useCases.clients(), grants, idTokens)),
                Route.post("/oauth/introspect", introspection()),
                Route.post("/oauth/revoke", new RevocationEndpoint(authentication, useCases.tokens())),
                Route.get("/oauth/authorize", authorize()),
                Route.get("/oauth/callback", new CallbackEndpoint(useCases.logins(), cookie, landing, failures)),
                Route.get("/oauth/consent", consent::show),
                Route.post("/oauth/consent", consent::decide),
                Route.get("/oauth/userinfo", userInfo),
                Route.post("/oauth/userinfo", userInfo),
                Route.get("/oauth/logout", logout::get),
                Route.post("/oauth/logout", logout::post),
                Route.post("/oauth/logout/confirm", logout::confirm),
                Route.post(RegistrationEndpoint.PATH, registration()),
                new Route("GET", ManagementEndpoint.PATH, true, management),
                new Route("PUT", ManagementEndpoint.PATH, true, management),
                new Route("DELETE", ManagementEndpoint.PATH, true, management),
                Route.get("/.well-known/jwks.json", known::jwks),
                Route.getBelow("/.well-known/oauth-authorization-server", known::authorizationServer),
                Route.getBelow("/.well-known/openid-configuration", known::openIdProvider)));
    }

    /** A servlet that answers what RFC 8414 wants at the root for an issuer with a path. */
    AuthServlet wellKnownServlet() {
        MetadataEndpoints known = metadata(grants());
        return servlet(List.of(
                Route.get("/.well-known/oauth-authorization-server" + issuerPath(), known::authorizationServer),
                Route.get("/.well-known/openid-configuration" + issuerPath(), known::openIdProvider)));
    }

    private AuthServlet servlet(List<Route> routes) {
        CrossOrigin crossOrigin = new CrossOrigin(settings.front().origins());
        return new AuthServlet(
                new Routes(routes),
                failures,
                crossOrigin,
                issuerPath(),
                new AuthServlet.Attendance(
                        settings.listeners().requests(),
                        () -> settings.limits().current().get().requests(),
                        useCases.realm().random()));
    }

    private String issuerPath() {
        return Optional.ofNullable(settings.issuer().getPath()).orElse("");
    }

    private MetadataEndpoints metadata(TokenGrants grants) {
        Metadata metadata = new Metadata(
                new Metadata.Place(settings.issuer(), settings.browsersAt()),
                settings.scopes(),
                grants.types(),
                useCases.signingKeys(),
                settings.limits().documents().isPresent());
        return new MetadataEndpoints(metadata, useCases.signingKeys());
    }

    private TokenGrants grants() {
        DelegationGrants delegation = new DelegationGrants(settings, useCases, audiences);
        Stream<TokenGrant> usual = Stream.of(
                new CodeGrant(useCases.tokens(), audiences),
                new RefreshGrant(useCases.tokens(), audiences),
                new CredentialsGrant(useCases.tokens(), audiences, useCases.realm()));
        return new TokenGrants(
                Stream.concat(usual, delegation.exchange().stream()).toList(),
                delegation.bearer().stream().toList());
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

    private Landing landing(Codes codes) {
        Approval approval = new Approval(
                useCases.consents(),
                settings.front().consent(),
                useCases.logins(),
                new Approval.Place(settings.browsersAt(), cookie),
                useCases.realm());
        return new Landing(
                new Landing.Route(upstreams, settings.filter(), legs),
                new Landing.Keeping(
                        useCases.users(),
                        useCases.upstreamTokens(),
                        settings.limits().lifetimes().grant()),
                new Landing.Ending(codes, approval, sessionCookie, new ClientRedirect(settings.issuer()), failures));
    }

    private RegistrationEndpoint registration() {
        return new RegistrationEndpoint(
                new RegistrationEndpoint.Admission(
                        useCases.clients(),
                        useCases.initialAccessTokens(),
                        statements(),
                        useCases.realm(),
                        () -> settings.limits().current().get().registrations()),
                registrationRequests(),
                settings.limits().registrations(),
                settings.issuer());
    }

    private ManagementEndpoint management() {
        return new ManagementEndpoint(useCases.clients(), registrationRequests(), statements(), settings.issuer());
    }

    private SoftwareStatements statements() {
        TrustedIssuers issuers = new TrustedIssuers(
                settings.delegation().issuers(), useCases.realm().clock());
        return new SoftwareStatements(
                issuers, Set.of(settings.issuer().toString(), settings.issuer() + RegistrationEndpoint.PATH));
    }

    private RegistrationRequests registrationRequests() {
        return new RegistrationRequests(settings.scopes(), settings.limits().registrations(), settings.issuer());
    }
}
