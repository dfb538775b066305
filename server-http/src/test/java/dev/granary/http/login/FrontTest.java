package dev.granary.http.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.http.AuthServerSettingsException;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.World;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose browsers log in at another address than its issuer. */
class FrontTest {

    private static final String FRONT = "https://login.example.com";

    private static World world(String front) {
        return new World(builder -> builder.browsersAt(URI.create(front)));
    }

    /** What the front passes on. */
    private static HttpResponse<String> behind(World world, HttpResponse<String> answer) {
        URI location = Browser.location(answer);
        assertThat(location.toString()).startsWith(FRONT + "/");
        return world.browser.get(world.at(location.getRawPath() + "?" + location.getRawQuery()));
    }

    @Test
    void nothingButTheAuthorizationEndpointIsAnnouncedThere() {
        try (World world = world(FRONT)) {
            for (String document : new String[] {"oauth-authorization-server", "openid-configuration"}) {
                Map<String, Object> said = World.json(new Browser().get(world.at("/.well-known/" + document)));
                assertThat(said).containsEntry("authorization_endpoint", FRONT + "/oauth/authorize");
                said.remove("authorization_endpoint");
                assertThat(said.toString()).doesNotContain(FRONT);
            }
        }
    }

    @Test
    void aLoginStaysThereToItsEnd() {
        try (World world = world(FRONT)) {
            HttpResponse<String> begun = world.browser.get(world.authorize(Map.of("prompt", "consent")));
            assertThat(World.answerOf(begun)).containsEntry("redirect_uri", FRONT + "/oauth/callback");
            assertThat(begun.headers().firstValue("Set-Cookie"))
                    .get()
                    .asString()
                    .startsWith("__Host-granary-login=")
                    .endsWith("; Secure");
            HttpResponse<String> landed = behind(world, world.browser.follow(begun));
            HttpResponse<String> page = behind(world, landed);
            Map<String, String> form = Browser.hidden(page);
            form.put("decision", "allow");
            Map<String, String> answer = World.answerOf(world.browser.post(world.at("/oauth/consent"), form));
            assertThat(answer)
                    .containsKey("code")
                    .containsEntry("iss", world.server.issuer().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com", "https://login.example.com/", "https://login.example.com?a=b"})
    void anAddressOfAnotherFormIsAFault(String front) {
        assertThatThrownBy(() -> world(front).close())
                .isInstanceOf(AuthServerSettingsException.class)
                .hasMessageContaining("authorization-base-url");
    }
}
