package dev.granary.cli.development;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.UpstreamAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevelopmentProviderTest {

    private static final URI CALLBACK = URI.create("http://127.0.0.1:1/oauth/callback");

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private final Nonce nonce = new Nonce();
    private OpenIdProvider upstream;
    private OIDCProviderMetadata metadata;

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.open();
        DevelopmentProvider provider = DevelopmentProvider.at(
                "http://127.0.0.1:" + connector.getLocalPort(), CALLBACK, InstantSource.system());
        ServletContextHandler context = new ServletContextHandler(DevelopmentProvider.PATH);
        context.addServlet(new ServletHolder(provider.servlet()), "/*");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        upstream = provider.upstream();
        metadata = OIDCProviderMetadata.resolve(new Issuer(upstream.issuer()));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whoeverTypesANameIsLoggedInAsThat() throws Exception {
        AuthorizationResponse response = AuthorizationResponse.parse(login("Zoë"));

        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer().getValue()).isEqualTo(upstream.issuer().toString());
        IDTokenClaimsSet claims = idToken(redeem(response.toSuccessResponse().getAuthorizationCode(), verifier));
        assertThat(claims.getSubject().getValue()).isEqualTo("Zo%C3%AB");
        assertThat(claims.getStringClaim("name")).isEqualTo("Zoë");
    }

    @Test
    void aCodeIsGoodForOneTryEvenWithTheWrongVerifier() throws Exception {
        AuthorizationCode code =
                AuthorizationResponse.parse(login("alice")).toSuccessResponse().getAuthorizationCode();

        assertThat(redeem(code, new CodeVerifier()).getStatusCode()).isEqualTo(400);
        assertThat(redeem(code, verifier).getBody()).contains("\"error\":\"invalid_grant\"");
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        AuthorizationCode code =
                AuthorizationResponse.parse(login("alice")).toSuccessResponse().getAuthorizationCode();

        HTTPResponse refused = tokenRequest(code, verifier, new Secret()).send();

        assertThat(refused.getStatusCode()).isEqualTo(401);
        assertThat(redeem(code, verifier).getStatusCode()).isEqualTo(200);
    }

    @Test
    void whoCancelsGoesBackWithoutACode() throws Exception {
        AuthorizationResponse response = AuthorizationResponse.parse(
                post(asked().build(), "deny=true&username=alice").getLocation());

        assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
    }

    @Test
    void withoutPkceNobodyIsAsked() throws Exception {
        HTTPResponse response = get(asked().codeChallenge((CodeVerifier) null, (CodeChallengeMethod) null)
                .build());

        assertThat(response.getLocation())
                .hasParameter("error", "invalid_request")
                .hasParameter("state");
    }

    @Test
    void anotherRedirectUriIsNotSentTo() throws Exception {
        HTTPResponse response =
                get(asked().redirectionURI(URI.create("https://evil.example/")).build());

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getLocation()).isNull();
    }

    @Test
    void thePageRunsNothingThatWasSentToIt() throws Exception {
        HTTPResponse page =
                get(asked().loginHint("\"><script>alert(1)</script>").build());

        assertThat(page.getBody()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script");
        assertThat(page.getHeaderValue("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void aNameThatIsNoneIsAskedForAgain() throws Exception {
        HTTPResponse page = post(asked().build(), "username=+");

        assertThat(page.getStatusCode()).isEqualTo(400);
        assertThat(page.getBody()).contains("role=\"alert\"");
    }

    @Test
    void anotherHostNameLeadsNowhere() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            String request = "GET /development/keys HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    private AuthenticationRequest.Builder asked() {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid"),
                        new ClientID(account().clientId()),
                        CALLBACK)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .state(state)
                .nonce(nonce);
    }

    private URI login(String name) throws Exception {
        return post(asked().build(), "username=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .getLocation();
    }

    private HTTPResponse redeem(AuthorizationCode code, CodeVerifier presented) throws Exception {
        return tokenRequest(code, presented, new Secret(account().clientSecret().orElseThrow()))
                .send();
    }

    private HTTPRequest tokenRequest(AuthorizationCode code, CodeVerifier presented, Secret secret) {
        ClientID client = new ClientID(account().clientId());
        return new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(client, secret),
                        new AuthorizationCodeGrant(code, CALLBACK, presented))
                .build()
                .toHTTPRequest();
    }

    private IDTokenClaimsSet idToken(HTTPResponse response) throws Exception {
        return new IDTokenValidator(
                        metadata.getIssuer(),
                        new ClientID(account().clientId()),
                        JWSAlgorithm.ES256,
                        metadata.getJWKSetURI().toURL())
                .validate(OIDCTokenResponse.parse(response).getOIDCTokens().getIDToken(), nonce);
    }

    private static HTTPResponse get(AuthenticationRequest request) throws IOException {
        return send(new HTTPRequest(HTTPRequest.Method.GET, request.toURI()));
    }

    private static HTTPResponse post(AuthenticationRequest request, String form) throws Exception {
        HTTPRequest post = new HTTPRequest(HTTPRequest.Method.POST, request.toURI());
        post.setContentType("application/x-www-form-urlencoded");
        post.setBody(form);
        return send(post);
    }

    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setFollowRedirects(false);
        return request.send();
    }

    private UpstreamAccount account() {
        return upstream.account().orElseThrow();
    }
}
