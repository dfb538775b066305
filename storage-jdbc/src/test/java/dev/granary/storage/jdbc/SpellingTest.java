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
                .isEqualTo("fc1153d54a401ae5922292e8e99a95b5796967df5f8caead06432befe7521a8ab26b3441df29f321");
        assertThat(keyHash(Namespace.DEFAULT, "ab", "c"))
                .isEqualTo("fc1153d54a401ae5922292e8e99a95b51616613bf1a43189158823c599dbfb296bd40b3a57af763f");
        assertThat(keyHash(new Namespace("other"), "a", "bc"))
                .isEqualTo("2197ee689cf7a526514f1fac1e37f0b8b72295ba8250e40fcd8c5bbd25406b742ddd7db024452b3d");
    }

    @Test
    void indexesAreSpelledAsTheyEverWere() {
        byte[] hash = new Spelling(Namespace.DEFAULT).indexHash(IndexValue.of("alice"));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo("efdbeb0f02bd2c2cd1ecf137c3891efb");
    }

    private static String keyHash(Namespace namespace, String... parts) {
        return HexFormat.of().formatHex(new Spelling(namespace).keyHash(() -> List.of(parts)));
    }
}
