package dev.granary.quota;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * Names what is counted.
 *
 * @param value any text of 1 to 2,048 characters
 */
public record QuotaKey(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public QuotaKey {
        Text.require("quota name", value, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
