package dev.granary.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hashes are in every database there is, and in what docs/operator/jdbc.md tells people: they never change. */
class SpellingTest {

    @Test
    void keysAreSpelledAsTheyEverWere() {
        assertThat(keyHash(Namespace.DEFAULT, "a", "bc"))
                .isEqualTo("fc1153d54a401ae59222796967df5f8caead06432befe7521a8ab26b");
        assertThat(keyHash(Namespace.DEFAULT, "ab", "c"))
                .isEqualTo("fc1153d54a401ae592221616613bf1a43189158823c599dbfb296bd4");
        assertThat(keyHash(new Namespace("other"), "a", "bc"))
                .isEqualTo("2197ee689cf7a526514fb72295ba8250e40fcd8c5bbd25406b742ddd");
    }

    @Test
    void indexesAreSpelledAsTheyEverWere() {
        byte[] hash = new Spelling(Namespace.DEFAULT).indexHash(IndexValue.of("alice"));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo("efdbeb0f02bd2c2c");
    }

    private static String keyHash(Namespace namespace, String... parts) {
        return HexFormat.of().formatHex(new Spelling(namespace).keyHash(() -> List.of(parts)));
    }
}
