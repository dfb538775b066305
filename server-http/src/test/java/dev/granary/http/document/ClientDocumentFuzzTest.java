package dev.granary.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.domain.realm.Realm;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.json.JsonObjects;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.record.Namespace;
import dev.granary.scope.Scopes;
import dev.granary.storage.memory.MemoryStorage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A document is a public client's, or refused. */
class ClientDocumentFuzzTest {

    private static final ClientId ID = new ClientId("https://app.example.com/client");
    private static final Scopes SUPPORTED = Scopes.of("openid", "profile", "email", "offline_access");

    private static final SetClock CLOCK = new SetClock();

    private final ClientDocument documents = new ClientDocument(
            new RegistrationRequests(SUPPORTED, RegistrationPolicy.DEFAULT, URI.create("https://granary.example.com")),
            new Realm(
                    MemoryStorage.builder(CLOCK).open().in(Namespace.DEFAULT),
                    CLOCK,
                    new SecureRandom(),
                    Duration.ZERO,
                    event -> {}));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"client_id\":\"https://app.example.com/client\",\"client_name\":\"N\","
                                + "\"redirect_uris\":[\"http://127.0.0.1/cb\",\"https://app.example.com/cb\"],"
                                + "\"grant_types\":[\"authorization_code\",\"x\"],\"response_types\":[\"code\"],"
                                + "\"scope\":\"openid\",\"token_endpoint_auth_method\":\"none\"}",
                        "{\"client_id\":\"https://app.example.com/client\",\"redirect_uris\":[\"my.app:/cb\"],"
                                + "\"post_logout_redirect_uris\":[\"https://[::1]:99/%zz\"],\"scope\":[\"openid\"],"
                                + "\"software_id\":\"s\",\"grant_types\":[null,1]}",
                        "http://127.0.0.1:80/%2e/a?b")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aDocumentIsAClientOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        JsonObjects.parse(text).ifPresent(this::read);
        try {
            DocumentUrls.of(new ClientId(text))
                    .ifPresent(url -> assertThat(url.getHost()).isNotEmpty());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("client id");
        }
    }

    private void read(Map<String, Object> document) {
        try {
            documents.read(ID, document).ifPresent(ClientDocumentFuzzTest::requireHarmless);
        } catch (RefusedException e) {
            assertThat(e.problem().error().getHTTPStatusCode()).isEqualTo(400);
        }
    }

    private static void requireHarmless(Client client) {
        assertThat(client.secretHash()).isEmpty();
        assertThat(SUPPORTED.contains(client.metadata().scopes())).isTrue();
        assertThat(client.metadata().redirectUris()).isNotEmpty();
    }
}
