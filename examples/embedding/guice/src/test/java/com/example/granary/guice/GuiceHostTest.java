package com.example.granary.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.granary.login.Client;
import com.example.granary.login.Upstream;
import com.google.inject.Guice;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuiceHostTest {

    @Test
    void aClientLogsInRefreshesAndRevokes(@TempDir Path folder) throws Exception {
        URI issuer = URI.create("http://127.0.0.1:" + Upstream.freePort());
        try (Upstream upstream = new Upstream(issuer);
                GuiceHost host = Guice.createInjector(
                                new HostModule(issuer, upstream.provider(), folder.resolve("granary.keys")))
                        .getInstance(GuiceHost.class)
                        .start()) {
            Client client = new Client(issuer);
            Tokens first = client.logIn();
            Tokens second = client.refresh(first);
            assertThat(client.isActive(first)).isFalse();
            assertThat(client.isActive(second)).isTrue();

            client.revoke(second);
            assertThat(client.isActive(second)).isFalse();

            Tokens another = client.logIn();
            String user = SignedJWT.parse(another.getAccessToken().getValue())
                    .getJWTClaimsSet()
                    .getSubject();
            assertThat(host.logOutEverywhere(user)).isTrue();
            assertThat(client.isActive(another)).isFalse();
        }
    }
}
