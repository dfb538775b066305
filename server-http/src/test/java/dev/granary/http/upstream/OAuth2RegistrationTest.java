package dev.granary.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.http.AuthServerSettingsException;
import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.http.fixture.PlainProvider;
import dev.granary.http.fixture.World;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registering ourselves at providers without OpenID Connect. */
class OAuth2RegistrationTest {

    private final PlainProvider plain = new PlainProvider();

    @AfterEach
    void close() {
        plain.close();
    }

    private OAuth2Provider on(RegistrationTerms terms) {
        return UpstreamProvider.oauth2(new ProviderName("plain"), plain.at("/authorize"), plain.at("/token"), terms);
    }

    private RegistrationTerms discovered() {
        return RegistrationTerms.DEFAULT.discoveredAt(plain.at("/.well-known/oauth-authorization-server"));
    }

    private void says(String issuer, String more) {
        plain.metadata =
                "{\"issuer\":\"" + issuer + "\"," + more + "\"authorization_endpoint\":\"https://no.example/\"}";
    }

    @Test
    void aConfiguredEndpointNeedsNoMetadata() {
        try (World world = new World(List.of(on(RegistrationTerms.DEFAULT.at(plain.at("/register")))))) {
            assertThat(world.logInThrough(1)).containsKey("code");
            assertThat(plain.parameters.get("/authorize")).containsEntry("client_id", "registered-1");
            assertThat(plain.header("/token", "authorization"))
                    .isEqualTo(World.basic("registered-1", PlainProvider.SECRET).get("Authorization"));
            assertThat(plain.headers).doesNotContainKey("/.well-known/oauth-authorization-server");
            assertThat(world.logInThrough(1)).containsKey("code");
            assertThat(plain.registrations).hasValue(1);
        }
    }

    @Test
    void metadataNamesTheEndpointAndWhatIsConfiguredWins() {
        says(
                plain.at("").toString(),
                "\"registration_endpoint\":\"" + plain.at("/register") + "\",\"scopes_supported\":[\"read\"],"
                        + "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"],");
        try (World world = new World(List.of(on(discovered())))) {
            assertThat(world.logInThrough(1)).containsKey("code");
            assertThat(plain.parameters.get("/authorize"))
                    .containsEntry("client_id", "registered-1")
                    .containsEntry("scope", "read");
        }
    }

    @Test
    void withoutAnEndpointInTheMetadataItIsBelowTheIssuer() {
        says(plain.at("").toString(), "");
        try (World world = new World(List.of(on(discovered())))) {
            assertThat(world.logInThrough(1)).containsKey("code");
            assertThat(plain.registrations).hasValue(1);
        }
    }

    @Test
    void metadataOfAnotherIssuerIsRefused() {
        for (String issuer :
                List.of("https://evil.example.com", plain.at("/other").toString())) {
            says(issuer, "");
            try (World world = new World(List.of(on(discovered())))) {
                assertThat(World.answerOf(world.browser.get(world.authorize(Map.of()))))
                        .containsEntry("error", "server_error");
                assertThat(plain.registrations).hasValue(0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://as.example.com/.well-known/oauth-authorization-server, https://as.example.com, true",
        "https://as.example.com/.well-known/oauth-authorization-server/, https://as.example.com/, true",
        "https://as.example.com/.well-known/oauth-authorization-server/t, https://as.example.com/t, true",
        "https://as.example.com/t/.well-known/openid-configuration, https://as.example.com/t, true",
        "https://as.example.com/.well-known/oauth-authorization-server/t, https://as.example.com, false",
        "https://as.example.com/metadata, https://as.example.com/t, true",
        "https://as.example.com/metadata, https://as.example.net/t, false"
    })
    void whereTheMetadataIsSaysWhoseItMustBe(String url, String issuer, boolean implied) {
        assertThat(OAuth2Server.isImplied(issuer, url)).isEqualTo(implied);
    }

    @Test
    void withoutAnAccountThereIsOnePlaceToRegisterAt() {
        URI register = plain.at("/register");
        for (RegistrationTerms terms :
                List.of(RegistrationTerms.DEFAULT, discovered().at(register))) {
            assertThatThrownBy(() -> new World(List.of(on(terms))).close())
                    .isInstanceOf(AuthServerSettingsException.class)
                    .hasMessageContaining("one place to register at");
        }
    }
}
