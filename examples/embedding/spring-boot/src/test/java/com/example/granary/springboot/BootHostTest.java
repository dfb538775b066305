package com.example.granary.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.granary.login.Client;
import com.example.granary.login.Upstream;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.granary.http.upstream.UpstreamProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class BootHostTest {

    @Test
    void aClientLogsInCallsTheApiRefreshesAndRevokes(@TempDir Path folder) throws Exception {
        int port = Upstream.freePort();
        URI issuer = URI.create("http://127.0.0.1:" + port);
        try (Upstream upstream = new Upstream(issuer);
                ConfigurableApplicationContext host = host(upstream)
                        .run(
                                "--server.address=127.0.0.1",
                                "--server.port=" + port,
                                "--granary.issuer=" + issuer,
                                "--granary.keys=" + folder.resolve("granary.keys"))) {
            assertThat(host.isRunning()).isTrue();
            Client client = new Client(issuer);
            Tokens first = client.logIn();
            Tokens second = client.refresh(first);
            assertThat(client.isActive(first)).isFalse();
            assertThat(client.isActive(second)).isTrue();
            assertThat(call(issuer, second).body()).contains("hello");

            client.revoke(second);
            assertThat(client.isActive(second)).isFalse();
            assertThat(call(issuer, second).statusCode()).isEqualTo(401);
        }
    }

    private static SpringApplicationBuilder host(Upstream upstream) {
        return new SpringApplicationBuilder(BootHost.class)
                .initializers((GenericApplicationContext context) ->
                        context.registerBean(UpstreamProvider.class, upstream::provider));
    }

    private static HttpResponse<String> call(URI issuer, Tokens tokens) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/api"))
                .header("Authorization", tokens.getAccessToken().toAuthorizationHeader())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
