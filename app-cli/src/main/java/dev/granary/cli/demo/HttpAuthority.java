package dev.granary.cli.demo;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.granary.cli.serve.RunningServer;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that is talked to over HTTP, as its clients do. */
final class HttpAuthority implements Authority {

    private static final Scope SCOPE = new Scope("openid", "offline_access");

    private final RunningServer server;
    private final ClientSecretBasic client;
    private final MovableClock clock;
    private final List<AuditEvent> events;
    private final CodeVerifier verifier = new CodeVerifier();

    HttpAuthority(RunningServer server, ClientSecretBasic client, MovableClock clock, List<AuditEvent> events) {
        this.server = server;
        this.client = client;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Optional<String> issueCode() {
        State state = new State();
        URI start = new AuthorizationRequest.Builder(ResponseType.CODE, client.getClientID())
                .endpointURI(at("/oauth/authorize"))
                .redirectionURI(DemoClient.CALLBACK)
                .scope(SCOPE)
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return talk(() -> {
            URI end = new Browser(Map.of("username", "alice", "decision", "allow"))
                    .walk(start, DemoClient.CALLBACK.toString());
            AuthorizationResponse response = AuthorizationResponse.parse(end);
            boolean fits = response.indicatesSuccess() && state.equals(response.getState());
            return fits
                    ? Optional.of(
                            response.toSuccessResponse().getAuthorizationCode().getValue())
                    : Optional.empty();
        });
    }

    @Override
    public Answer redeem(String code) {
        return ask(new AuthorizationCodeGrant(new AuthorizationCode(code), DemoClient.CALLBACK, verifier));
    }

    @Override
    public Answer refresh(String refreshToken) {
        return ask(new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    @Override
    public boolean isLive(String token) {
        TokenIntrospectionRequest request =
                new TokenIntrospectionRequest(at("/oauth/introspect"), client, new BearerAccessToken(token));
        return talk(
                () -> TokenIntrospectionResponse.parse(request.toHTTPRequest().send())
                        .toSuccessResponse()
                        .isActive());
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public List<AuditType> audit() {
        synchronized (events) {
            return events.stream().map(AuditEvent::type).toList();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer ask(AuthorizationGrant grant) {
        TokenRequest request = new TokenRequest.Builder(at("/oauth/token"), client, grant).build();
        return talk(() -> answer(request.toHTTPRequest().send()));
    }

    private static Answer answer(HTTPResponse response) throws ParseException {
        TokenResponse parsed = TokenResponse.parse(response);
        if (parsed instanceof AccessTokenResponse success) {
            Tokens tokens = success.getTokens();
            return new Answer(
                    Optional.of(tokens.getAccessToken().getValue()),
                    Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue));
        }
        return Answer.refusedWith(parsed.toErrorResponse().getErrorObject().getCode());
    }

    private URI at(String path) {
        return URI.create(server.issuer() + path);
    }

    private static <T> T talk(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("the server's answer cannot be read: " + e.getMessage(), e);
        }
    }

    /** One request and its answer, or several. */
    private interface Exchange<T> {
        T run() throws IOException, ParseException;
    }
}
