package dev.granary.tck;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * The key of a {@link Specimen}: two texts.
 *
 * @param drawer any text of 1 to 2,000 characters
 * @param label any text of 1 to 2,000 characters
 */
public record SpecimenKey(String drawer, String label) implements RecordKey {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public SpecimenKey {
        Text.require("drawer", drawer, 2000);
        Text.require("label", label, 2000);
    }

    @Override
    public List<String> parts() {
        return List.of(drawer, label);
    }
}
