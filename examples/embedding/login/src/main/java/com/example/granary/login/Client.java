package com.example.granary.login;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;

/** A client made of the Nimbus SDK, which is told nothing but the issuer. */
public final class Client {

    private static final URI CALLBACK = URI.create("https://client.example.com/callback");

    private final OIDCProviderMetadata server;
    private final ClientInformation self;

    /** Finds the server's endpoints, and registers. */
    public Client(URI issuer) throws Exception {
        server = OIDCProviderMetadata.resolve(new Issuer(issuer));
        ClientMetadata wanted = new ClientMetadata();
        wanted.setRedirectionURI(CALLBACK);
        wanted.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
        self = ClientRegistrationResponse.parse(
                        new ClientRegistrationRequest(server.getRegistrationEndpointURI(), wanted, null)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse()
                .getClientInformation();
    }

    /** Logs alice in, and returns the tokens. */
    public Tokens logIn() throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        URI start = new AuthorizationRequest.Builder(ResponseType.CODE, self.getID())
                .endpointURI(server.getAuthorizationEndpointURI())
                .redirectionURI(CALLBACK)
                .scope(new Scope("openid", "offline_access"))
                .state(new State())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        AuthorizationResponse back = AuthorizationResponse.parse(new Person().logIn(start, CALLBACK));
        return tokens(new AuthorizationCodeGrant(back.toSuccessResponse().getAuthorizationCode(), CALLBACK, verifier));
    }

    /** Gets new tokens for the refresh token. */
    public Tokens refresh(Tokens tokens) throws Exception {
        return tokens(new RefreshTokenGrant(tokens.getRefreshToken()));
    }

    /** Ends the grant. */
    public void revoke(Tokens tokens) throws Exception {
        new TokenRevocationRequest(server.getRevocationEndpointURI(), self.getID(), tokens.getRefreshToken())
                .toHTTPRequest()
                .send()
                .ensureStatusCode(200);
    }

    /** Whether the access token is live. */
    public boolean isActive(Tokens tokens) throws Exception {
        return new UserInfoRequest(server.getUserInfoEndpointURI(), tokens.getAccessToken())
                .toHTTPRequest()
                .send()
                .indicatesSuccess();
    }

    private Tokens tokens(AuthorizationGrant grant) throws Exception {
        return TokenResponse.parse(new TokenRequest.Builder(server.getTokenEndpointURI(), self.getID(), grant)
                        .build()
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .getTokens();
    }
}
