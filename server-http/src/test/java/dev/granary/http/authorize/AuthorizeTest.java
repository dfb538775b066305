package dev.granary.http.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.record.StorageUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AZ-01 to AZ-08. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizeTest {

    private final World world = new World();

    @BeforeEach
    void heal() {
        world.storage.heal();
        world.provider.behave();
    }

    @AfterAll
    void close() {
        world.close();
    }

    private HttpResponse<String> ask(Map<String, String> changes) {
        return new Browser().get(world.authorize(changes));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"''", "nobody"})
    void anUnknownClientIsNeverRedirected(String client) {
        HttpResponse<String> answer = ask(Map.of("client_id", client));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(World.json(answer)).containsEntry("error", "invalid_client");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example.com/", "http://127.0.0.1/callback/", "http://127.0.0.1/callback?x=1", "''"})
    void aForeignRedirectUriIsNeverRedirectedTo(String uri) {
        HttpResponse<String> answer = ask(Map.of("redirect_uri", uri));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(World.json(answer)).containsEntry("error", "invalid_request");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void theOnlyRedirectUriMayBeLeftOutWithoutOpenId() {
        HttpResponse<String> answer = ask(Map.of("redirect_uri", "", "scope", "offline_access"));
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, code id_token, unsupported_response_type",
        "response_type, '', invalid_request",
        "response_mode, fragment, invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge, abc, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "scope, openid admin, invalid_scope",
        "scope, open\\id, invalid_scope",
        "resource, https://other.example.com/, invalid_target",
        "resource, /relative, invalid_target",
        "resource, https://api.example.com/#part, invalid_target",
        "request, eyJhbGciOiJub25lIn0, request_not_supported",
        "request_uri, https://example.com/r, request_uri_not_supported",
    })
    void whatIsWrongIsToldToTheClient(String parameter, String value, String error) {
        HttpResponse<String> answer = ask(Map.of(parameter, value));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(World.answerOf(answer))
                .containsEntry("to", World.CALLBACK)
                .containsEntry("error", error)
                .containsEntry("state", "client-state")
                .containsEntry("iss", world.server.issuer().toString());
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aStateThatCanBeGuessedIsRefused() {
        assertThat(World.answerOf(ask(Map.of("state", "1234567"))))
                .containsEntry("error", "invalid_state")
                .containsEntry("state", "1234567");
        assertThat(ask(Map.of("state", "12345678")).statusCode()).isEqualTo(302);
        assertThat(ask(Map.of("state", "")).statusCode()).as("left out").isEqualTo(302);
    }

    @Test
    void aLoginBeginsUpstreamWithSecretsOfItsOwn() {
        HttpResponse<String> answer = ask(Map.of());
        assertThat(answer.statusCode()).isEqualTo(302);
        Map<String, String> sent = World.answerOf(answer);
        assertThat(sent)
                .containsEntry("to", world.provider.issuer() + "/authorize")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "granary")
                .containsEntry("redirect_uri", world.at("/oauth/callback").toString())
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("nonce", "state", "code_challenge");
        assertThat(sent.get("state")).isNotEqualTo("client-state").hasSize(43);
        assertThat(String.valueOf(sent.get("scope")).split(" ")).contains("openid");
        assertThat(World.answerOf(ask(Map.of()))).doesNotContainEntry("state", sent.get("state"));
    }

    @Test
    void theBrowserIsBoundByACookie() {
        String cookie = ask(Map.of()).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("granary-login=[A-Za-z0-9_-]{43}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax");
    }

    @Test
    void aSecondTabKeepsTheCookie() {
        Browser browser = new Browser();
        browser.get(world.authorize(Map.of()));
        String first = browser.cookies().get("granary-login");
        browser.get(world.authorize(Map.of()));
        assertThat(browser.cookies()).containsEntry("granary-login", String.valueOf(first));
    }

    @Test
    void aRepeatedParameterIsRefusedWithoutRedirect() {
        URI twice = URI.create(world.authorize(Map.of()) + "&state=other");
        HttpResponse<String> answer = new Browser().get(twice);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(World.json(answer)).containsEntry("error", "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({"%zz", "%", "%c3%28", "%00", "%e0"})
    void aMalformedParameterIsRefused(String text) {
        String query = world.authorize(Map.of("state", "")) + "&state=";
        assertThat(raw(query + text)).startsWith("HTTP/1.1 400 ").doesNotContain("Location:");
    }

    /** The client of the JDK would not send it. */
    private String raw(String uri) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), world.at("/").getPort())) {
            String path = uri.substring(world.at("").toString().length());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStorageThatFailsIsToldToWhomIsKnown() {
        world.storage.failAt("pending_authorizations.insert", StorageUnavailableException::new);
        assertThat(World.answerOf(ask(Map.of()))).containsEntry("error", "temporarily_unavailable");
        world.storage.failAt("clients.find", StorageUnavailableException::new);
        HttpResponse<String> answer = ask(Map.of());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(World.json(answer)).containsEntry("error", "temporarily_unavailable");
    }

    @Test
    void anUpstreamThatFailsIsToldAndTriedAgain() {
        try (World fresh = new World()) {
            fresh.provider.broken = "/.well-known/openid-configuration";
            Map<String, String> told = World.answerOf(new Browser().get(fresh.authorize(Map.of())));
            assertThat(told).containsEntry("error", "temporarily_unavailable");
            assertThat(told.toString()).doesNotContain("top-secret");
            fresh.provider.behave();
            assertThat(fresh.logIn(Map.of())).containsKey("code");
        }
    }
}
