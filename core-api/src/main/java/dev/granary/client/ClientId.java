package dev.granary.client;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * A client identifier (RFC 6749 section 2.2). Case is significant.
 *
 * @param value any text of 1 to 2,048 characters
 */
public record ClientId(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public ClientId {
        Text.require("client id", value, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
