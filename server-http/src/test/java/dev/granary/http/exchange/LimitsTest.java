package dev.granary.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SV-05, SV-07: what holds for every route. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private final World world = new World();

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/oauth/token", "/oauth/register", "/oauth/revoke", "/oauth/introspect", "/oauth/authorize"})
    void aBodyThatIsTooLargeIsRefusedHoweverItIsSent(String path) {
        byte[] large = new byte[RequestLimits.DEFAULT.body() + 1];
        HttpRequest.BodyPublisher whole = HttpRequest.BodyPublishers.ofByteArray(large);
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        for (HttpRequest.BodyPublisher body : new HttpRequest.BodyPublisher[] {whole, chunked}) {
            HttpResponse<String> answer =
                    new Browser().send(HttpRequest.newBuilder(world.at(path)).POST(body));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(World.json(answer)).containsEntry("error", "invalid_request");
        }
    }

    @Test
    void aBodyOfJustThatSizeIsRead() {
        String body = "a=" + "b".repeat(RequestLimits.DEFAULT.body() - 2);
        HttpResponse<String> answer = world.post("/oauth/token", "application/x-www-form-urlencoded", body, Map.of());
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /oauth/token, POST",
        "PUT, /oauth/register, POST",
        "GET, /oauth/revoke, POST",
        "DELETE, /oauth/introspect, POST",
        "POST, /oauth/authorize, GET",
        "POST, /oauth/callback, GET",
        "POST, /.well-known/jwks.json, GET",
        "OPTIONS, /.well-known/openid-configuration, GET",
    })
    void anotherMethodIsRefused(String method, String path, String allowed) {
        HttpResponse<String> answer = new Browser()
                .send(HttpRequest.newBuilder(world.at(path)).method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/oauth", "/oauth/", "/oauth/token/", "/oauth/unknown", "/favicon.ico"})
    void anUnknownPathIsJson(String path) {
        HttpResponse<String> answer = new Browser().get(world.at(path));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(World.json(answer)).containsEntry("error", "not_found");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        HttpResponse<String> answer = new Browser()
                .send(HttpRequest.newBuilder(world.at("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe})));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatBreaksOffIsRefusedInOurWords() throws IOException {
        String head =
                "POST /oauth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), world.at("/").getPort())) {
            socket.getOutputStream().write((head + "zz\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void aServerThatIsClosedRefuses() {
        try (World closed = new World()) {
            closed.server.close();
            closed.server.close();
            HttpResponse<String> answer = new Browser().get(closed.at("/.well-known/jwks.json"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }
}
