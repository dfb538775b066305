package dev.granary.key;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * The id of a key, as {@code kid} says it (RFC 7517 section 4.5).
 *
 * @param value any text of 1 to 255 characters
 */
public record KeyId(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public KeyId {
        Text.require("key id", value, 255);
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
