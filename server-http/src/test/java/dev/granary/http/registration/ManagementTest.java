package dev.granary.http.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.client.ClientId;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementTest {

    private static final String REDIRECT_URI = "http://127.0.0.1/cb";

    private final World world = new World();

    @AfterAll
    void close() {
        world.close();
    }

    private Map<String, Object> registered(Map<String, Object> changes) {
        Map<String, Object> wanted = new LinkedHashMap<>(Map.of("redirect_uris", List.of(REDIRECT_URI)));
        wanted.putAll(changes);
        return World.json(
                world.post("/oauth/register", "application/json", JSONObjectUtils.toJSONString(wanted), Map.of()));
    }

    private static HttpResponse<String> manage(String method, Map<String, Object> client, String body) {
        return manage(method, client, body, String.valueOf(client.get("registration_access_token")));
    }

    private static HttpResponse<String> manage(String method, Map<String, Object> client, String body, String token) {
        return new Browser()
                .send(HttpRequest.newBuilder(URI.create(String.valueOf(client.get("registration_client_uri"))))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String update(Map<String, Object> client, Map<String, Object> changes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("client_id", client.get("client_id"));
        document.put("redirect_uris", List.of(REDIRECT_URI));
        document.putAll(changes);
        return JSONObjectUtils.toJSONString(document);
    }

    @Test
    void aClientReadsItsRegistrationWithoutItsSecret() {
        Map<String, Object> client = registered(Map.of(
                "redirect_uris",
                List.of("https://app.example.com/cb"),
                "token_endpoint_auth_method",
                "client_secret_basic"));
        HttpResponse<String> answer = manage("GET", client, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(World.json(answer))
                .containsEntry("client_id", client.get("client_id"))
                .containsEntry("registration_client_uri", client.get("registration_client_uri"))
                .containsEntry("registration_access_token", client.get("registration_access_token"))
                .containsEntry("token_endpoint_auth_method", "client_secret_basic")
                .doesNotContainKey("client_secret");
    }

    @Test
    void aClientChangesItsRegistration() {
        Map<String, Object> client = registered(Map.of("client_name", "Before"));
        Map<String, Object> changes = Map.of("client_name", "After", "redirect_uris", List.of("http://[::1]/cb"));
        HttpResponse<String> answer = manage("PUT", client, update(client, changes));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(World.json(answer)).containsEntry("client_name", "After");
        assertThat(World.json(manage("GET", client, "")))
                .containsEntry("client_name", "After")
                .containsEntry("redirect_uris", List.of("http://[::1]/cb"));
    }

    @Test
    void anUpdateKeepsTheLimitsOfARegistration() {
        Map<String, Object> client = registered(Map.of());
        for (Map<String, Object> changes : List.<Map<String, Object>>of(
                Map.of("redirect_uris", List.of("http://example.com/cb")),
                Map.of("scope", "admin"),
                Map.of("client_id", "another"),
                Map.of("client_secret", "chosen"),
                Map.of(
                        "redirect_uris",
                        List.of("https://a.example.com/"),
                        "token_endpoint_auth_method",
                        "client_secret_basic"))) {
            assertThat(manage("PUT", client, update(client, changes)).statusCode())
                    .as(changes.toString())
                    .isEqualTo(400);
        }
    }

    @Test
    void aWrongTokenAndAnUnknownClientLookAlike() {
        Map<String, Object> client = registered(Map.of());
        Map<String, Object> other = registered(Map.of());
        Map<String, Object> unknown = Map.of(
                "registration_client_uri", world.at("/oauth/register/nobody").toString());
        String token = String.valueOf(other.get("registration_access_token"));
        for (String method : List.of("GET", "PUT", "DELETE")) {
            HttpResponse<String> wrong = manage(method, client, update(client, Map.of()), token);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
            assertThat(manage(method, unknown, "{}", token).body()).isEqualTo(wrong.body());
        }
        assertThat(manage("GET", client, "").statusCode()).isEqualTo(200);
    }

    @Test
    void noClientIsUnknownToo() {
        Map<String, Object> nobody =
                Map.of("registration_client_uri", world.at("/oauth/register/").toString());
        assertThat(manage("GET", nobody, "", "anything").statusCode()).isEqualTo(401);
    }

    @Test
    void aConfiguredClientCannotBeManaged() {
        Map<String, Object> configured = Map.of(
                "registration_client_uri",
                world.at("/oauth/register/" + World.PUBLIC).toString());
        assertThat(manage("DELETE", configured, "", "anything").statusCode()).isEqualTo(401);
    }

    @Test
    void aClientThatDeletesItselfIsGoneWithAllItHolds() {
        Map<String, Object> client = registered(Map.of());
        String id = String.valueOf(client.get("client_id"));
        Map<String, String> mine = Map.of("client_id", id, "redirect_uri", REDIRECT_URI);
        Map<String, String> form = World.redemption(world.code(mine));
        form.putAll(mine);
        Object token = World.json(world.token(form)).get("access_token");

        assertThat(manage("DELETE", client, "").statusCode()).isEqualTo(204);

        assertThat(manage("GET", client, "").statusCode()).isEqualTo(401);
        assertThat(world.server.clients().find(new ClientId(id))).isEmpty();
        assertThat(world.introspect(World.RESOURCE_SERVER, token)).isEqualTo(Map.of("active", false));
    }

    @Test
    void otherMethodsAreNotAllowed() {
        HttpResponse<String> answer = manage("PATCH", registered(Map.of()), "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, PUT, DELETE");
    }
}
