package dev.granary.user;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * Our own id of a user. It never changes and is never given to another.
 *
 * @param value any text of 1 to 2,048 characters
 */
public record UserId(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public UserId {
        Text.require("user id", value, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
