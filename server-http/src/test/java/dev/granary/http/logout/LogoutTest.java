package dev.granary.http.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import dev.granary.record.StorageUnavailableException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogoutTest {

    private static final String BYE = "https://web.example.com/bye?x=1";

    private final World world = new World();
    private final Browser browser = world.browser;
    private final String client = registered();

    @AfterEach
    void close() {
        world.close();
    }

    private String registered() {
        String body =
                "{\"redirect_uris\":[\"http://127.0.0.1/callback\"],\"post_logout_redirect_uris\":[\"" + BYE + "\"]}";
        Map<String, Object> answer = World.json(world.post("/oauth/register", "application/json", body, Map.of()));
        assertThat(answer).containsEntry("post_logout_redirect_uris", List.of(BYE));
        return String.valueOf(answer.get("client_id"));
    }

    private Map<String, Object> logIn() {
        HttpResponse<String> asked =
                browser.follow(browser.follow(browser.get(world.authorize(Map.of("client_id", client)))));
        HttpResponse<String> back = asked;
        if (Browser.location(asked).getPath().equals("/oauth/consent")) {
            Map<String, String> form = new LinkedHashMap<>(Browser.hidden(browser.follow(asked)));
            form.put("decision", "allow");
            back = browser.post(world.at("/oauth/consent"), form);
        }
        Map<String, String> redemption =
                World.redemption(String.valueOf(World.answerOf(back).get("code")));
        redemption.put("client_id", client);
        return World.json(world.token(redemption));
    }

    private URI logout(Map<String, String> parameters) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        parameters.forEach((name, value) -> query.put(name, List.of(value)));
        return URI.create(world.at("/oauth/logout") + "?" + URLUtils.serializeParameters(query));
    }

    private boolean isLive(Map<String, Object> tokens) {
        return Boolean.TRUE.equals(world.introspect(World.RESOURCE_SERVER, tokens.get("access_token"))
                .get("active"));
    }

    private static String hint(Map<String, Object> tokens) {
        return String.valueOf(tokens.get("id_token"));
    }

    @Test
    void anIdTokenEndsItsSessionAndNoOther() {
        Map<String, Object> ended = logIn();
        Map<String, Object> other = logIn();
        world.clock.advance(Duration.ofMinutes(10));
        HttpResponse<String> answer = browser.get(
                logout(Map.of("id_token_hint", hint(ended), "post_logout_redirect_uri", BYE, "state", "a&b")));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Browser.location(answer)).hasToString(BYE + "&state=a%26b");
        assertThat(isLive(ended)).isFalse();
        assertThat(isLive(other)).isTrue();
    }

    @Test
    void anIdTokenThatExpiredStillNamesItsSession() {
        Map<String, Object> tokens = logIn();
        world.clock.advance(Duration.ofHours(2));
        HttpResponse<String> answer = browser.post(world.at("/oauth/logout"), Map.of("id_token_hint", hint(tokens)));
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> form = World.refreshing(tokens.get("refresh_token"));
        form.put("client_id", client);
        assertThat(world.token(form).statusCode()).isEqualTo(400);
    }

    @Test
    void withoutAnIdTokenTheUserIsAsked() {
        Map<String, Object> tokens = logIn();
        Map<String, String> asking = Map.of("client_id", client, "post_logout_redirect_uri", BYE, "state", "s\"<");
        HttpResponse<String> page = browser.get(logout(asking));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Log out?", "s&quot;&lt;").doesNotContain("s\"<");
        assertThat(isLive(tokens)).isTrue();

        Map<String, String> form = new LinkedHashMap<>(Browser.hidden(page));
        Map<String, String> forged = new LinkedHashMap<>(form);
        forged.put("proof", "guessed");
        assertThat(browser.post(world.at("/oauth/logout/confirm"), forged).statusCode())
                .isEqualTo(400);
        assertThat(new Browser().post(world.at("/oauth/logout/confirm"), form).statusCode())
                .isEqualTo(400);
        assertThat(isLive(tokens)).isTrue();

        form.put("state", "s");
        HttpResponse<String> answer = browser.post(world.at("/oauth/logout/confirm"), form);
        assertThat(Browser.location(answer)).hasToString(BYE + "&state=s");
        assertThat(isLive(tokens)).isFalse();
        assertThat(browser.cookies()).doesNotContainKey("granary-session");
    }

    @Test
    void noTokenThatIsNotAnIdTokenOfOursEndsAnything() {
        Map<String, Object> tokens = logIn();
        for (Object wrong : new Object[] {tokens.get("access_token"), hint(tokens) + "x", "nonsense"}) {
            HttpResponse<String> answer = new Browser().get(logout(Map.of("id_token_hint", String.valueOf(wrong))));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(isLive(tokens)).isTrue();
        }
    }

    @Test
    void nobodyIsSentWhereTheClientDidNotRegister() {
        Map<String, Object> tokens = logIn();
        for (Map<String, String> wrong : List.of(
                Map.of("id_token_hint", hint(tokens), "post_logout_redirect_uri", BYE + "2"),
                Map.of("client_id", World.PUBLIC, "post_logout_redirect_uri", BYE),
                Map.of("post_logout_redirect_uri", BYE),
                Map.of("id_token_hint", hint(tokens), "client_id", World.PUBLIC, "post_logout_redirect_uri", BYE))) {
            HttpResponse<String> answer = browser.get(logout(wrong));
            assertThat(answer.statusCode()).as(wrong.keySet().toString()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(isLive(tokens)).isTrue();
    }

    @Test
    void aLogoutThatIsNotCompleteSaysSo() {
        Map<String, Object> tokens = logIn();
        world.storage.failAt("grants.replaceAll", StorageUnavailableException::new);
        HttpResponse<String> answer =
                browser.get(logout(Map.of("id_token_hint", hint(tokens), "post_logout_redirect_uri", BYE)));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        world.storage.heal();
    }
}
