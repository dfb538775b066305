package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/** Spring Security as client and resource server, with people at the development provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringClientIT {

    private Served served;
    private SpringClient client;

    @BeforeAll
    void start() {
        served = Served.with("retry-window: 0s");
        client = new SpringClient(served.issuer());
    }

    @AfterAll
    void end() {
        served.close();
    }

    @Test
    void theAccessTokenPassesSpringsOwnRulesForJwtAccessTokens() {
        Jwt token = client.verified(client.logIn(new Person("alice")));

        assertThat(token.getIssuer()).hasToString(served.issuer());
        assertThat(token.getSubject()).isNotEmpty();
        assertThat(token.getClaimAsString("scope")).contains("profile");
    }

    @Test
    void twoPeopleAreTwoSubjects() {
        assertThat(client.verified(client.logIn(new Person("alice"))).getSubject())
                .isNotEqualTo(client.verified(client.logIn(new Person("bob"))).getSubject());
    }

    @Test
    void aRefreshTokenThatIsUsedTwiceEndsTheGrant() {
        OAuth2AccessTokenResponse first = client.logIn(new Person("alice"));
        OAuth2AccessTokenResponse second = client.refresh(first);
        assertThat(client.introspected(second).<String>getAttribute("client_id"))
                .isEqualTo("checker");

        assertThatThrownBy(() -> client.refresh(first))
                .isInstanceOf(OAuth2AuthorizationException.class)
                .hasMessageContaining("invalid_grant");

        assertThatThrownBy(() -> client.refresh(second)).hasMessageContaining("invalid_grant");
        assertThatThrownBy(() -> client.introspected(second)).isInstanceOf(BadOpaqueTokenException.class);
    }
}
