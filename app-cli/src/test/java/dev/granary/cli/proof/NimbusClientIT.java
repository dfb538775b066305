package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The Nimbus SDK as a client that registers itself, with alice at the development provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NimbusClientIT {

    private static final URI CALLBACK = URI.create(Served.CALLBACK);

    private Served served;
    private AuthorizationServerMetadata metadata;
    private ClientInformation client;

    @BeforeAll
    void register() throws Exception {
        served = Served.with("registration: {confidential-on-loopback: true}");
        metadata = AuthorizationServerMetadata.resolve(new Issuer(served.issuer()));
        ClientMetadata wanted = new ClientMetadata();
        wanted.setName("Nimbus");
        wanted.setRedirectionURI(CALLBACK);
        wanted.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        client = ClientRegistrationResponse.parse(
                        new ClientRegistrationRequest(metadata.getRegistrationEndpointURI(), wanted, null)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse()
                .getClientInformation();
    }

    @AfterAll
    void end() {
        served.close();
    }

    @Test
    void bothDiscoveryDocumentsAreUnderstood() throws Exception {
        assertThat(OIDCProviderMetadata.resolve(new Issuer(served.issuer())).getTokenEndpointURI())
                .isEqualTo(metadata.getTokenEndpointURI());
        assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
    }

    @Test
    void theAccessTokenIsAJwtThatThePublishedKeysVerify() throws Exception {
        JWTClaimsSet claims = verified(logIn().getAccessToken());

        assertThat(claims.getIssuer()).isEqualTo(served.issuer());
        assertThat(claims.getStringClaim("client_id")).isEqualTo(client.getID().getValue());
        assertThat(claims.getStringClaim("scope").split(" ")).contains("openid", "offline_access");
        assertThat(claims.getSubject())
                .isEqualTo(verified(logIn().getAccessToken()).getSubject());
    }

    @Test
    void aRefreshTokenIsRotated() throws Exception {
        Tokens first = logIn();
        Tokens second = success(ask(new RefreshTokenGrant(first.getRefreshToken())));

        assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
        assertThat(verified(second.getAccessToken()).getSubject())
                .isEqualTo(verified(first.getAccessToken()).getSubject());
        assertThat(introspected(first.getAccessToken()).isActive()).isFalse();
    }

    @Test
    void introspectionTellsTheHolderWhatTheTokenIs() throws Exception {
        TokenIntrospectionSuccessResponse told = introspected(logIn().getAccessToken());

        assertThat(told.isActive()).isTrue();
        assertThat(told.getClientID()).isEqualTo(client.getID());
        assertThat(told.getScope().toStringList()).contains("openid");
    }

    @Test
    void revokingTheRefreshTokenEndsEverything() throws Exception {
        Tokens tokens = logIn();

        assertThat(new TokenRevocationRequest(
                                metadata.getRevocationEndpointURI(), authentication(), tokens.getRefreshToken())
                        .toHTTPRequest()
                        .send()
                        .getStatusCode())
                .isEqualTo(200);

        assertThat(introspected(tokens.getAccessToken()).isActive()).isFalse();
        assertThat(ask(new RefreshTokenGrant(tokens.getRefreshToken())))
                .isInstanceOfSatisfying(
                        TokenErrorResponse.class,
                        refused ->
                                assertThat(refused.getErrorObject().getCode()).isEqualTo("invalid_grant"));
    }

    private Tokens logIn() throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        URI start = new AuthorizationRequest.Builder(ResponseType.CODE, client.getID())
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .redirectionURI(CALLBACK)
                .scope(new Scope("openid", "offline_access"))
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        AuthorizationResponse response = AuthorizationResponse.parse(new Person("alice").logIn(start, Served.CALLBACK));
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer()).isEqualTo(metadata.getIssuer());
        return success(ask(
                new AuthorizationCodeGrant(response.toSuccessResponse().getAuthorizationCode(), CALLBACK, verifier)));
    }

    private TokenResponse ask(AuthorizationGrant grant) throws Exception {
        return TokenResponse.parse(new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(), grant)
                .build()
                .toHTTPRequest()
                .send());
    }

    private static Tokens success(TokenResponse response) {
        assertThat(response).isInstanceOf(AccessTokenResponse.class);
        return ((AccessTokenResponse) response).getTokens();
    }

    private TokenIntrospectionSuccessResponse introspected(AccessToken token) throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), authentication(), token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    private ClientSecretBasic authentication() {
        return new ClientSecretBasic(client.getID(), client.getSecret());
    }

    private JWTClaimsSet verified(AccessToken token) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL()).build()));
        return processor.process(token.getValue(), null);
    }
}
