package dev.granary.http.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.granary.client.ClientId;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DS-01 to DS-08, SV-06. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {

    private final World world = new World();

    @AfterAll
    void close() {
        world.close();
    }

    private HttpResponse<String> get(String path) {
        return new Browser().get(world.at(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/",
                "/.well-known/oauth-authorization-server/some/issuer",
                "/.well-known/openid-configuration",
                "/.well-known/openid-configuration/some",
                "/.well-known/jwks.json",
            })
    void anybodyMayKeepItForAnHour(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=3600");
        assertThat(answer.headers().firstValue("Pragma")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void nothingElseIsClaimed() {
        for (String path : List.of(
                "/.well-known/oauth-protected-resource",
                "/.well-known/jwks.json/x",
                "/.well-known/",
                "/oauth/elsewhere")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theServerSaysWhatItCan() throws Exception {
        String document = get("/.well-known/oauth-authorization-server").body();
        AuthorizationServerMetadata metadata = AuthorizationServerMetadata.parse(document);
        assertThat(metadata.getIssuer().getValue())
                .isEqualTo(world.server.issuer().toString());
        assertThat(metadata.getAuthorizationEndpointURI()).isEqualTo(world.at("/oauth/authorize"));
        assertThat(metadata.getTokenEndpointURI()).isEqualTo(world.at("/oauth/token"));
        assertThat(metadata.getRegistrationEndpointURI()).isEqualTo(world.at("/oauth/register"));
        assertThat(metadata.getRevocationEndpointURI()).isEqualTo(world.at("/oauth/revoke"));
        assertThat(metadata.getIntrospectionEndpointURI()).isEqualTo(world.at("/oauth/introspect"));
        assertThat(metadata.getJWKSetURI()).isEqualTo(world.at("/.well-known/jwks.json"));
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(World.json(get("/.well-known/oauth-authorization-server")))
                .containsEntry("response_types_supported", List.of("code"))
                .containsEntry("code_challenge_methods_supported", List.of("S256"))
                .containsEntry(
                        "grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"))
                .containsEntry(
                        "token_endpoint_auth_methods_supported",
                        List.of("none", "client_secret_basic", "client_secret_post"))
                .containsKey("scopes_supported")
                .doesNotContainKeys("subject_types_supported", "id_token_signing_alg_values_supported");
    }

    @Test
    void whatIsDelegatedIsAmongTheGrantTypes() {
        TrustedIssuer issuer = TrustedIssuer.of(URI.create("https://other.example.com"))
                .forAssertions(BearerPolicy.of(Map.of("alice", Set.of(new Resource(World.API)))));
        Delegate delegate = Delegate.of(
                new ClientId("delegate"),
                World.CLIENT_SECRET,
                new Delegate.Authority(Scopes.of("openid"), new TreeSet<>(), AllowList.ANY));
        try (World delegating = new World(builder -> builder.audience(new Resource(World.API))
                .delegatesOnLoopback()
                .delegate(delegate)
                .trustedIssuer(issuer))) {
            assertThat(World.json(new Browser().get(delegating.at("/.well-known/oauth-authorization-server"))))
                    .containsEntry(
                            "grant_types_supported",
                            List.of(
                                    "authorization_code",
                                    "refresh_token",
                                    "client_credentials",
                                    Delegate.GRANT_TYPE,
                                    "urn:ietf:params:oauth:grant-type:jwt-bearer"));
        }
    }

    @Test
    void theOpenIdDocumentSaysMore() throws Exception {
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(
                get("/.well-known/openid-configuration").body());
        assertThat(metadata.getSubjectTypes()).hasToString("[public]");
        assertThat(metadata.getIDTokenJWSAlgs()).hasToString("[ES256]");
        assertThat(metadata.getUserInfoEndpointURI()).isEqualTo(world.at("/oauth/userinfo"));
        assertThat(metadata.getEndSessionEndpointURI()).isEqualTo(world.at("/oauth/logout"));
        assertThat(metadata.supportsRequestURIParam()).isFalse();
    }

    @Test
    void theKeysArePublicAndVerifyTokens() throws Exception {
        JWKSet keys = JWKSet.parse(get("/.well-known/jwks.json").body());
        assertThat(keys.getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
        SignedJWT token = SignedJWT.parse(String.valueOf(world.tokens().get("access_token")));
        JWK key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    }
}
