package dev.granary.tck;

import dev.granary.record.RecordKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Documents as released versions wrote them. */
final class Golden {

    /** Before anything in them ends. */
    static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    private Golden() {}

    /** The documents of a kind, of every version. */
    static List<String> documents(RecordKind<?, ?> kind) {
        List<String> documents = new ArrayList<>();
        for (int version = 1; documents.addAll(documents(kind, version)); version++) {
            // Versions are numbered without gaps.
        }
        return documents;
    }

    private static List<String> documents(RecordKind<?, ?> kind, int version) {
        return Stream.of("full", "minimal")
                .flatMap(which -> document("golden/v" + version + "/" + kind.name() + "-" + which + ".json").stream())
                .toList();
    }

    private static Optional<String> document(String path) {
        try (InputStream in = Golden.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
