package dev.granary.mark;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * Names a mark.
 *
 * @param value any text of 1 to 255 characters
 */
public record MarkName(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public MarkName {
        Text.require("mark name", value, 255);
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
