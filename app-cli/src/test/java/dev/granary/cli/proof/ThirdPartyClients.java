package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** Clients that nobody here wrote: each finds the server, logs a person in, refreshes and sees the end of its grant. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ThirdPartyClients {

    private final McpServer resource;
    private final Served served;

    ThirdPartyClients(Backend backend) throws Exception {
        resource = new McpServer();
        served = Served.with("""
                storage: "%s"
                audiences: ["%s"]
                retry-window: 0s
                registration: {confidential-on-loopback: true}
                """.formatted(backend.freshUrl(), resource.address()));
        resource.start(served.issuer());
    }

    @AfterAll
    void end() {
        served.close();
        resource.close();
    }

    @Test
    void nimbusRegistersRefreshesAndRevokes() throws Exception {
        NimbusClient client = new NimbusClient(served.issuer());
        Tokens first = client.logIn(new Person("alice"));
        Tokens second = client.refresh(first);

        assertThat(client.verified(second.getAccessToken()).getAudience()).containsExactly(resource.address());
        assertThat(client.introspected(second.getAccessToken()).isActive()).isTrue();
        assertThat(client.introspected(first.getAccessToken()).isActive()).isFalse();

        assertThat(client.revoke(second.getRefreshToken())).isEqualTo(200);
        assertThat(client.introspected(second.getAccessToken()).isActive()).isFalse();
        assertThat(client.tryRefresh(second.getRefreshToken())).isInstanceOf(TokenErrorResponse.class);
    }

    @Test
    void springRefreshesAndAReuseEndsItsGrant() {
        SpringClient client = new SpringClient(served.issuer(), resource.address());
        OAuth2AccessTokenResponse first = client.logIn(new Person("bob"));
        OAuth2AccessTokenResponse second = client.refresh(first);

        assertThat(client.verified(second).getSubject())
                .isEqualTo(client.verified(first).getSubject());
        assertThatThrownBy(() -> client.refresh(first)).hasMessageContaining("invalid_grant");
        assertThatThrownBy(() -> client.refresh(second)).hasMessageContaining("invalid_grant");
    }

    @Test
    void theMcpSdkRegistersRefreshesAndAsksForAnotherLoginWhenItsGrantIsRevoked() throws Exception {
        try (McpClient client = McpClient.of(resource);
                Flock http = new Flock(served.issuer())) {
            McpClient.Step begun = client.auth();
            assertThat(begun.result()).as(begun.toString()).isEqualTo("REDIRECT");
            McpClient.Step first =
                    client.auth(Forms.parameter(new Person("carol").logIn(begun.login(), Served.CALLBACK), "code"));
            assertThat(first.result()).as(first.toString()).isEqualTo("AUTHORIZED");
            McpClient.Step second = client.auth();
            assertThat(second.result()).as(second.toString()).isEqualTo("AUTHORIZED");
            assertThat(second.token("refresh_token")).isNotEqualTo(first.token("refresh_token"));
            assertThat(new NimbusClient(served.issuer())
                            .verified(second.accessToken())
                            .getAudience())
                    .containsExactly(resource.address());

            assertThat(http.sendAlone(
                            "/oauth/revoke",
                            Map.of("token", second.token("refresh_token"), "client_id", second.clientId())))
                    .isEqualTo(200);
            McpClient.Step ended = client.auth();
            assertThat(ended.result()).as(ended.toString()).isEqualTo("REDIRECT");
            assertThat(ended.login()).isNotEqualTo(begun.login());
        }
    }
}
