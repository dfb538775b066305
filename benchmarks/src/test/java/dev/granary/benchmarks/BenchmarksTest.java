package dev.granary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

    @TempDir
    private Path folder;

    @Test
    void writesAPageWithEveryOperation() throws IOException {
        Path page = folder.resolve("benchmarks.md");

        Benchmarks.main("--quick", "--backends=memory", "--output=" + page);

        assertThat(Files.readString(page))
                .contains("introspect", "upstream find", "redeem", "rotate", "revoke", "take pending")
                .contains("Beside Spring Authorization Server", "Bytes");
    }

    @Test
    void namesAnOptionThatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.plan("--quik"))
                .hasMessageContaining("--quik")
                .hasMessageContaining("--quick");
    }
}
