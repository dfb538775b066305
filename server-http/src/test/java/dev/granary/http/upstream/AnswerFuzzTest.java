package dev.granary.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.http.json.JsonObjects;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What an upstream answers is of use, or refused with an exception that says nothing of it. */
class AnswerFuzzTest {

    private static final ProviderName NAME = new ProviderName("corp");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final OpenIdProvider PROVIDER =
            UpstreamProvider.of(NAME, URI.create("https://id.example.com"), "granary", "s3cret");
    private static final TokenMapping MAPPING = new TokenMapping(
            "data.token", Optional.of("data.refresh"), Optional.of("data.expires"), Optional.of("data.scope"));
    private static final IdentityFields FIELDS =
            new IdentityFields(List.of("data.user.id", "id_token.sub", "sub"), List.of("name"), List.of("mail.0"));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"issuer\":\"https://id.example.com\",\"authorization_endpoint\":\"https://id.example.com/a\","
                                + "\"token_endpoint\":\"https://id.example.com/t\",\"jwks_uri\":\"http://127.0.0.1/j\","
                                + "\"registration_endpoint\":\"https://id.example.com/r\","
                                + "\"scopes_supported\":[\"openid\",1]}",
                        "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                                + "\"scope\":\"a b\",\"id_token\":\"e30.eyJzdWIiOiJhIn0.AA\"}",
                        "{\"data\":{\"token\":\"a\",\"refresh\":\"r\",\"expires\":\"60\",\"scope\":\"x\",\"user\":{\"id\":7}},"
                                + "\"error\":\"no\",\"name\":\"N\"}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anAnswerIsOfUseOrRefused(byte[] bytes) {
        JsonObjects.parse(new String(bytes, StandardCharsets.UTF_8)).ifPresent(AnswerFuzzTest::read);
    }

    private static void read(Map<String, Object> answer) {
        Document document = new Document(answer);
        isOfUseOrRefused(() -> {
            UpstreamMetadata metadata = UpstreamMetadata.read(PROVIDER, answer);
            assertThat(metadata.tokenEndpoint().getHost()).isNotEmpty();
        });
        isOfUseOrRefused(() -> new TokenAnswer(NAME, answer).requireIdToken());
        isOfUseOrRefused(() -> new TokenAnswer(NAME, answer).tokens(NOW));
        isOfUseOrRefused(() -> new TokenAnswer(NAME, document, Optional.of(MAPPING)).tokens(NOW));
        isOfUseOrRefused(() -> FIELDS.read(document, answer)
                .ifPresent(found -> assertThat(found.subject()).isNotBlank()));
    }

    private static void isOfUseOrRefused(Runnable reading) {
        try {
            reading.run();
        } catch (UpstreamException e) {
            assertThat(e).hasMessageStartingWith("upstream corp: ");
        }
    }
}
