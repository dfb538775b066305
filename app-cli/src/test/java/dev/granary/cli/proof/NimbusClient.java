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
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;

/** The Nimbus SDK as a client that is told nothing but the issuer, and registers itself. */
final class NimbusClient {

    private static final URI CALLBACK = URI.create(Served.CALLBACK);

    private final AuthorizationServerMetadata metadata;
    private final ClientInformation client;

    /** Finds the server's endpoints, and registers there. */
    NimbusClient(String issuer) throws Exception {
        metadata = AuthorizationServerMetadata.resolve(new Issuer(issuer));
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

    AuthorizationServerMetadata metadata() {
        return metadata;
    }

    ClientID id() {
        return client.getID();
    }

    /** Sends a person to log in, and redeems the code that comes back. */
    Tokens logIn(Person person) throws Exception {
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
        AuthorizationResponse response = AuthorizationResponse.parse(person.logIn(start, Served.CALLBACK));
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer()).isEqualTo(metadata.getIssuer());
        return success(ask(
                new AuthorizationCodeGrant(response.toSuccessResponse().getAuthorizationCode(), CALLBACK, verifier)));
    }

    Tokens refresh(Tokens tokens) throws Exception {
        return success(tryRefresh(tokens.getRefreshToken()));
    }

    /** What the server answers to a refresh token. */
    TokenResponse tryRefresh(RefreshToken token) throws Exception {
        return ask(new RefreshTokenGrant(token));
    }

    TokenIntrospectionSuccessResponse introspected(AccessToken token) throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), authentication(), token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    /** Revokes a refresh token, and returns the status of the answer. */
    int revoke(RefreshToken token) throws Exception {
        return new TokenRevocationRequest(metadata.getRevocationEndpointURI(), authentication(), token)
                .toHTTPRequest()
                .send()
                .getStatusCode();
    }

    /** The claims of an access token that the published keys verify. */
    JWTClaimsSet verified(AccessToken token) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL()).build()));
        return processor.process(token.getValue(), null);
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

    private ClientSecretBasic authentication() {
        return new ClientSecretBasic(client.getID(), client.getSecret());
    }
}
