package dev.granary.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is settings or refused, and no refusal tells its secrets. */
class ConfigurationFuzzTest {

    private static final String SECRET = "a-secret-that-nobody-should-ever-see";

    @TempDir
    private static Path folder;

    private final Configuration configuration = new Configuration(name -> Optional.of(SECRET));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "port: 8080\nbind: 127.0.0.1\nissuer: https://auth.example.com\nstorage: jdbc:h2:mem:x",
                        """
                        upstreams:
                          - name: corp
                            issuer: https://login.example.com
                            client-id: granary
                            client-secret-env: CORP
                        """,
                        "clients:\n  - id: app\n    redirect-uris: [http://127.0.0.1/cb]\n    secret-env: APP\n",
                        "registration:\n  token-required: true\nclient-documents:\n  cached: 5\n  life: 5m\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aFileIsSettingsOrRefused(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Path file = folder.resolve("granary.yaml");
        Files.writeString(file, text);
        try {
            assertThat(configuration.read(Optional.of(file), Map.of()).toString())
                    .doesNotContain(SECRET);
        } catch (BadSettingsException e) {
            assertThat(e.toString()).doesNotContain(SECRET);
        }
        try {
            assertThat(PemKeys.read(file).getKeyID()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("expected");
        }
    }
}
