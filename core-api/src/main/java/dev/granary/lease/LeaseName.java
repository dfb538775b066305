package dev.granary.lease;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * Names the job that a lease is for.
 *
 * @param value any text of 1 to 255 characters
 */
public record LeaseName(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public LeaseName {
        Text.require("lease name", value, 255);
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
