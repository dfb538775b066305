package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** Users who log in at a provider of another make, and a client of another make. */
class SpringUpstreamIT {

    @Test
    void aUserOfASpringAuthorizationServerIsTheSameSubjectAtEachLogin() throws Exception {
        int port = ProgramNode.freePort();
        try (SpringUpstream upstream = new SpringUpstream("http://127.0.0.1:" + port + "/oauth/callback");
                Served served = Served.with("""
                        port: %d
                        upstreams:
                          - name: spring
                            issuer: %s
                            client-id: granary
                            client-secret-env: CHECKER_SECRET
                            scopes: [openid, profile]
                        """.formatted(port, upstream.issuer()))) {
            SpringClient client = new SpringClient(served.issuer());

            OAuth2AccessTokenResponse first = client.logIn(new Person("alice"));
            String alice = client.verified(first).getSubject();

            assertThat(client.verified(client.refresh(first)).getSubject()).isEqualTo(alice);
            assertThat(client.verified(client.logIn(new Person("alice"))).getSubject())
                    .isEqualTo(alice);
            assertThat(client.verified(client.logIn(new Person("bob"))).getSubject())
                    .isNotEqualTo(alice);
            assertThat(served.welcome()).doesNotContain("DEVELOPMENT");
        }
    }
}
