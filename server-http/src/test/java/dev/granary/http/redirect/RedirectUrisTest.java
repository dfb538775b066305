package dev.granary.http.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.ClientOrigin;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.http.fixture.World;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LB-01 to LB-06. */
class RedirectUrisTest {

    private static Client client(boolean isPublic, String... uris) {
        return new Client(
                new ClientId("c"),
                ClientOrigin.DYNAMIC,
                new ClientMetadata(
                        Optional.empty(),
                        List.of(uris),
                        List.of(),
                        List.of(),
                        Scopes.NONE,
                        Collections.emptySortedSet(),
                        Optional.empty(),
                        Optional.empty()),
                isPublic ? TokenEndpointAuthMethod.NONE : TokenEndpointAuthMethod.CLIENT_SECRET_BASIC,
                isPublic ? Optional.empty() : Optional.of(ClientSecretHash.of("secret")),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(Revision.random(new SplittableRandom(1))));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/cb, http://127.0.0.1:4711/cb, true",
        "http://127.0.0.1:8080/cb, http://127.0.0.1:4711/cb, true",
        "http://127.0.0.1:8080/cb, http://127.0.0.1/cb, true",
        "http://localhost/cb, http://LOCALHOST:4711/cb, true",
        "http://[::1]/cb, http://[::1]:4711/cb, true",
        "http://127.0.0.1/cb?a=1, http://127.0.0.1:4711/cb?a=1, true",
        "http://127.0.0.1/cb, http://localhost:4711/cb, false",
        "http://127.0.0.1/cb, http://127.0.0.2:4711/cb, false",
        "http://127.0.0.1/cb, https://127.0.0.1:4711/cb, false",
        "https://127.0.0.1/cb, https://127.0.0.1:4711/cb, false",
        "http://127.0.0.1/cb, http://127.0.0.1:4711/cb/, false",
        "http://127.0.0.1/a/b, http://127.0.0.1:4711/a%2Fb, false",
        "http://127.0.0.1/cb, http://127.0.0.1:4711/cb?, false",
        "http://127.0.0.1/cb?a=1, http://127.0.0.1:4711/cb?a=2, false",
        "http://127.0.0.1/cb, http://127.0.0.1:4711/cb#f, false",
        "http://127.0.0.1/cb, http://u@127.0.0.1:4711/cb, false",
        "http://127.0.0.1/cb, http://127.0.0.1:/cb, false",
        "http://127.0.0.1/cb, http://127.0.0.1:99999/cb, false",
        "http://127.0.0.1/cb, http://127.0.0.1.evil.com:4711/cb, false",
        "http://app.localhost/cb, http://app.localhost:4711/cb, false",
        "https://app.example.com/cb, https://app.example.com:4711/cb, false",
        "https://app.example.com/cb, https://APP.example.com/cb, false",
        "com.example.app:/cb, com.example.app:/cb, true",
        "com.example.app:/cb, com.example.app:/cb2, false",
    })
    void onlyThePortOfAPublicClientOnLoopbackIsFree(String registered, String requested, boolean admitted) {
        assertThat(RedirectUris.admits(client(true, registered), requested)).isEqualTo(admitted);
    }

    @Test
    void aConfidentialClientIsNeverMatchedLoosely() {
        assertThat(RedirectUris.admits(client(false, "http://127.0.0.1/cb"), "http://127.0.0.1:4711/cb"))
                .isFalse();
    }

    @Test
    void theUriThatWasRequestedIsUsedToTheEnd() {
        try (World world = new World()) {
            String mine = "http://127.0.0.1:4711/callback";
            Map<String, String> refused =
                    World.answerOf(world.browser.get(world.authorize(Map.of("redirect_uri", mine, "scope", "admin"))));
            assertThat(refused).containsEntry("to", mine).containsEntry("error", "invalid_scope");

            world.provider.error = "access_denied";
            assertThat(world.logIn(Map.of("redirect_uri", mine))).containsEntry("to", mine);
            world.provider.error = "";

            Map<String, String> back = world.logIn(Map.of("redirect_uri", mine));
            assertThat(back).containsEntry("to", mine);
            Map<String, String> form = World.redemption(String.valueOf(back.get("code")));
            assertThat(error(world.token(form))).isEqualTo("invalid_grant");
            form.put("redirect_uri", "http://127.0.0.1:4712/callback");
            assertThat(error(world.token(form))).isEqualTo("invalid_grant");
            form.put("redirect_uri", mine);
            assertThat(world.token(form).statusCode()).isEqualTo(200);
        }
    }

    private static Object error(HttpResponse<String> answer) {
        return String.valueOf(World.json(answer).get("error"));
    }
}
