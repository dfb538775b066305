package dev.granary.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** A key ring's file is a ring or refused, and no refusal tells what is in it. */
class KeyRingFuzzTest {

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "# mine\nfirstkey AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
                        "firstkey AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nfirstkey AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aFileIsARingOrRefused(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Path file = folder.resolve("ring");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try {
            assertThat(new KeyRingFile(file).load().ids()).isNotEmpty();
        } catch (KeyRingException e) {
            assertThat(e).hasMessageNotContaining("AAECAwQFBgcICQ");
        }
    }
}
