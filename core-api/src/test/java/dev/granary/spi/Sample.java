package dev.granary.spi;

import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A record to try its kind with.
 *
 * @param shape {@code full} if every field is set, {@code minimal} if none is that need not be
 */
record Sample<K extends RecordKey, R extends StoredRecord<K>>(RecordKind<K, R> kind, String shape, R record) {

    String json() {
        return new String(kind.encode(record), StandardCharsets.UTF_8);
    }

    R decode(String json) {
        return kind.decode(json.getBytes(StandardCharsets.UTF_8), "test");
    }

    /** The document as it was written when the version was released. */
    String golden() {
        try (InputStream file = Sample.class.getResourceAsStream("/golden/v1/" + this + ".json")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return kind.name() + "-" + shape;
    }
}
