package dev.granary.http.dcr;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.http.json.JsonObjects;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a registration endpoint answers is a registration or refused. */
class RegistrationDocumentFuzzTest {

    private static final RegistrationServer SERVER = new RegistrationServer(
            URI.create("https://id.example.com"),
            URI.create("https://id.example.com/a"),
            URI.create("https://id.example.com/t"),
            Optional.empty(),
            List.of(),
            List.of());

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"client_id\":\"c\",\"client_secret\":\"s\",\"client_secret_expires_at\":1795521600,"
                                + "\"client_id_issued_at\":1,\"registration_access_token\":\"t\","
                                + "\"registration_client_uri\":\"https://id.example.com/r/c\","
                                + "\"token_endpoint_auth_method\":\"client_secret_post\"}",
                        "{\"client_id\":\"\",\"client_secret_expires_at\":\"1e99\",\"client_id_issued_at\":-5.5}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anAnswerIsARegistrationOrRefused(byte[] bytes) {
        JsonObjects.parse(new String(bytes, StandardCharsets.UTF_8)).ifPresent(members -> {
            RegistrationDocument document = new RegistrationDocument(members);
            try {
                var registration = document.read(SERVER, Optional.empty());
                assertThat(document.read(SERVER, Optional.of(registration)).clientId())
                        .isEqualTo(registration.clientId());
            } catch (EnrolmentException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        });
    }
}
