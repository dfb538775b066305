package com.example.granary.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.granary.login.Client;
import com.example.granary.login.Upstream;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JettyHostTest {

    @Test
    void aClientLogsInRefreshesAndRevokes(@TempDir Path folder) throws Exception {
        URI issuer = URI.create("http://127.0.0.1:" + Upstream.freePort());
        try (Upstream upstream = new Upstream(issuer);
                JettyHost host = new JettyHost(issuer, upstream.provider(), folder.resolve("granary.keys"))) {
            Client client = new Client(issuer);
            Tokens first = client.logIn();
            Tokens second = client.refresh(first);
            assertThat(client.isActive(first)).isFalse();
            assertThat(client.isActive(second)).isTrue();

            client.revoke(second);
            assertThat(client.isActive(second)).isFalse();
        }
    }
}
