package dev.granary.http.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserInfoTest {

    private final World world = new World();

    @AfterAll
    void close() {
        world.close();
    }

    private HttpResponse<String> ask(String method, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(world.at("/oauth/userinfo")).method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new Browser().send(request);
    }

    private Map<String, Object> tokens(String scope) {
        return World.json(world.token(World.redemption(world.code(Map.of("scope", scope)))));
    }

    private static void assertChallenged(HttpResponse<String> answer, int status, String challenge) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Bearer realm=")
                .endsWith(challenge);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void claimsAreToldByScope(String method) {
        Object profile = tokens("openid profile").get("access_token");
        Object bare = tokens("openid").get("access_token");
        assertThat(World.json(ask(method, "Authorization", "Bearer " + profile)))
                .containsEntry("name", "Alice A.")
                .containsKey("sub")
                .doesNotContainKey("email");
        assertThat(World.json(ask(method, "Authorization", "bearer " + bare))).containsOnlyKeys("sub");
    }

    @Test
    void withoutATokenNoErrorIsNamed() {
        assertChallenged(ask("GET"), 401, "\"" + world.server.issuer() + "\"");
        assertThat(ask("GET").headers().firstValue("WWW-Authenticate").orElseThrow())
                .doesNotContain("error");
    }

    @Test
    void onlyAccessTokensThatAreLiveWillDo() {
        Map<String, Object> tokens = tokens("openid offline_access");
        for (Object wrong : new Object[] {tokens.get("refresh_token"), tokens.get("id_token"), "nonsense"}) {
            assertChallenged(ask("GET", "Authorization", "Bearer " + wrong), 401, "error=\"invalid_token\"");
        }
        String access = "Bearer " + tokens.get("access_token");
        assertThat(ask("GET", "Authorization", access).statusCode()).isEqualTo(200);
        world.post(
                "/oauth/revoke",
                Map.of("client_id", World.PUBLIC, "token", String.valueOf(tokens.get("refresh_token"))),
                Map.of());
        assertChallenged(ask("GET", "Authorization", access), 401, "error=\"invalid_token\"");
    }

    @Test
    void openIdMustBeAmongTheScopes() {
        Object token = tokens("offline_access").get("access_token");
        assertChallenged(
                ask("GET", "Authorization", "Bearer " + token), 403, "error=\"insufficient_scope\", scope=\"openid\"");
    }

    @Test
    void anotherSchemeOrTwoTokensAreMalformed() {
        assertChallenged(ask("GET", "Authorization", "Basic abc"), 400, "error=\"invalid_request\"");
        assertChallenged(
                ask("GET", "Authorization", "Bearer a", "Authorization", "Bearer b"), 400, "error=\"invalid_request\"");
    }
}
