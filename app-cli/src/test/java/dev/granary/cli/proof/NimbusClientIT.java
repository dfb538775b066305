package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The Nimbus SDK as a client that registers itself, with alice at the development provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NimbusClientIT {

    private Served served;
    private NimbusClient client;

    @BeforeAll
    void register() throws Exception {
        served = Served.with("registration: {confidential-on-loopback: true}");
        client = new NimbusClient(served.issuer());
    }

    @AfterAll
    void end() {
        served.close();
    }

    private Tokens logIn() throws Exception {
        return client.logIn(new Person("alice"));
    }

    @Test
    void bothDiscoveryDocumentsAreUnderstood() throws Exception {
        assertThat(OIDCProviderMetadata.resolve(new Issuer(served.issuer())).getTokenEndpointURI())
                .isEqualTo(client.metadata().getTokenEndpointURI());
        assertThat(client.metadata().getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
    }

    @Test
    void theAccessTokenIsAJwtThatThePublishedKeysVerify() throws Exception {
        JWTClaimsSet claims = client.verified(logIn().getAccessToken());

        assertThat(claims.getIssuer()).isEqualTo(served.issuer());
        assertThat(claims.getStringClaim("client_id")).isEqualTo(client.id().getValue());
        assertThat(claims.getStringClaim("scope").split(" ")).contains("openid", "offline_access");
        assertThat(claims.getSubject())
                .isEqualTo(client.verified(logIn().getAccessToken()).getSubject());
    }

    @Test
    void aRefreshTokenIsRotated() throws Exception {
        Tokens first = logIn();
        Tokens second = client.refresh(first);

        assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
        assertThat(client.verified(second.getAccessToken()).getSubject())
                .isEqualTo(client.verified(first.getAccessToken()).getSubject());
        assertThat(client.introspected(first.getAccessToken()).isActive()).isFalse();
    }

    @Test
    void introspectionTellsTheHolderWhatTheTokenIs() throws Exception {
        TokenIntrospectionSuccessResponse told = client.introspected(logIn().getAccessToken());

        assertThat(told.isActive()).isTrue();
        assertThat(told.getClientID()).isEqualTo(client.id());
        assertThat(told.getScope().toStringList()).contains("openid");
    }

    @Test
    void revokingTheRefreshTokenEndsEverything() throws Exception {
        Tokens tokens = logIn();

        assertThat(client.revoke(tokens.getRefreshToken())).isEqualTo(200);

        assertThat(client.introspected(tokens.getAccessToken()).isActive()).isFalse();
        assertThat(client.tryRefresh(tokens.getRefreshToken()))
                .isInstanceOfSatisfying(
                        TokenErrorResponse.class,
                        refused ->
                                assertThat(refused.getErrorObject().getCode()).isEqualTo("invalid_grant"));
    }
}
