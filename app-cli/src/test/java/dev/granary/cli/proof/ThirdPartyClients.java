package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/**
 * Clients that nobody here wrote, at two nodes that they take for one server: each finds it and logs a person in on both in
 * turn, refreshes on the node that did not redeem its code, and sees its grant, ended on the one, at its end on the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ThirdPartyClients {

    private static final String TOKEN = "/oauth/token";
    private static final String REVOKE = "/oauth/revoke";
    private static final String INTROSPECT = "/oauth/introspect";

    private final McpServer resource;
    private final Nodes nodes;
    private final RoundRobin front;
    private final Flock http;

    ThirdPartyClients(Backend backend) throws Exception {
        resource = new McpServer();
        nodes = new Nodes(backend, List.of(resource.address()), Duration.ZERO);
        front = nodes.front();
        http = new Flock(front.address());
        resource.start(front.address());
    }

    @AfterAll
    void end() {
        http.close();
        nodes.close();
        resource.close();
    }

    @BeforeEach
    void leadInTurn() {
        front.leadInTurn();
    }

    /** The node that redeemed the code of a login that both took part in. */
    private String opener() {
        assertThat(front.served())
                .contains(nodes.first().address(), nodes.second().address());
        assertThat(front.served(TOKEN)).hasSize(1);
        return front.served(TOKEN).get(0);
    }

    @Test
    void nimbusRegistersRefreshesAndRevokes() throws Exception {
        NimbusClient client = new NimbusClient(front.address());
        Tokens first = client.logIn(new Person("alice"));
        String opener = opener();
        String other = nodes.otherThan(opener);

        front.leadTo(other);
        Tokens second = client.refresh(first);
        assertThat(client.verified(second.getAccessToken()).getAudience()).containsExactly(resource.address());

        front.leadTo(opener);
        assertThat(client.introspected(second.getAccessToken()).isActive()).isTrue();
        assertThat(client.introspected(first.getAccessToken()).isActive()).isFalse();
        assertThat(client.revoke(second.getRefreshToken())).isEqualTo(200);

        front.leadTo(other);
        assertThat(client.introspected(second.getAccessToken()).isActive()).isFalse();
        assertThat(client.tryRefresh(second.getRefreshToken())).isInstanceOf(TokenErrorResponse.class);

        assertThat(front.served(TOKEN)).containsExactly(opener, other, other);
        assertThat(front.served(REVOKE)).containsExactly(opener);
        assertThat(front.served(INTROSPECT)).containsExactly(opener, opener, other);
    }

    @Test
    void springRefreshesAndSeesItsGrantRevoked() throws Exception {
        SpringClient client = new SpringClient(front.address(), resource.address());
        OAuth2AccessTokenResponse first = client.logIn(new Person("bob"));
        String opener = opener();
        String other = nodes.otherThan(opener);

        front.leadTo(other);
        OAuth2AccessTokenResponse second = client.refresh(first);
        assertThat(client.verified(second).getSubject())
                .isEqualTo(client.verified(first).getSubject());

        front.leadTo(opener);
        assertThat(client.introspected(second).<String>getAttribute("client_id"))
                .isEqualTo("checker");
        assertThat(http.send(
                        REVOKE,
                        Map.of(
                                "token",
                                Objects.requireNonNull(second.getRefreshToken()).getTokenValue())))
                .isEqualTo(200);

        front.leadTo(other);
        assertThatThrownBy(() -> client.introspected(second)).isInstanceOf(BadOpaqueTokenException.class);
        assertThatThrownBy(() -> client.refresh(second)).hasMessageContaining("invalid_grant");

        assertThat(front.served(TOKEN)).containsExactly(opener, other, other);
        assertThat(front.served(REVOKE)).containsExactly(opener);
        assertThat(front.served(INTROSPECT)).containsExactly(opener, other);
    }

    @Test
    void aReuseOnOneNodeEndsTheGrantOfSpringsClientOnTheOther() {
        SpringClient client = new SpringClient(front.address(), resource.address());
        OAuth2AccessTokenResponse first = client.logIn(new Person("bob"));
        String opener = opener();
        String other = nodes.otherThan(opener);

        front.leadTo(other);
        OAuth2AccessTokenResponse second = client.refresh(first);
        front.leadTo(opener);
        assertThatThrownBy(() -> client.refresh(first)).hasMessageContaining("invalid_grant");
        front.leadTo(other);
        assertThatThrownBy(() -> client.refresh(second)).hasMessageContaining("invalid_grant");

        assertThat(front.served(TOKEN)).containsExactly(opener, other, opener, other);
    }

    @Test
    void theMcpSdkRegistersRefreshesAndAsksForAnotherLoginWhenItsGrantIsRevoked() throws Exception {
        try (McpClient client = McpClient.of(resource)) {
            McpClient.Step begun = client.auth();
            assertThat(begun.result()).as(begun.toString()).isEqualTo("REDIRECT");
            McpClient.Step first =
                    client.auth(Forms.parameter(new Person("alice").logIn(begun.login(), Served.CALLBACK), "code"));
            assertThat(first.result()).as(first.toString()).isEqualTo("AUTHORIZED");
            String opener = opener();
            String other = nodes.otherThan(opener);

            front.leadTo(other);
            McpClient.Step second = client.auth();
            assertThat(second.result()).as(second.toString()).isEqualTo("AUTHORIZED");
            assertThat(second.token("refresh_token")).isNotEqualTo(first.token("refresh_token"));
            assertThat(new NimbusClient(front.address())
                            .verified(second.accessToken())
                            .getAudience())
                    .containsExactly(resource.address());

            front.leadTo(opener);
            assertThat(http.isActive(second.token("access_token"))).isTrue();
            assertThat(http.sendAlone(
                            REVOKE, Map.of("token", second.token("refresh_token"), "client_id", second.clientId())))
                    .isEqualTo(200);

            front.leadTo(other);
            assertThat(http.isActive(second.token("access_token"))).isFalse();
            McpClient.Step ended = client.auth();
            assertThat(ended.result()).as(ended.toString()).isEqualTo("REDIRECT");
            assertThat(ended.login()).isNotEqualTo(begun.login());

            assertThat(front.served(TOKEN)).containsExactly(opener, other, other);
            assertThat(front.served(REVOKE)).containsExactly(opener);
            assertThat(front.served(INTROSPECT)).containsExactly(opener, other);
        }
    }
}
