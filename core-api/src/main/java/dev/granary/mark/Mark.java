package dev.granary.mark;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Text;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;

/**
 * A small text of the server itself.
 *
 * @param name which one
 * @param value the text, 1 to 65,536 characters; what is secret in it is sealed
 * @param stamp revision, count and carried fields
 */
public record Mark(MarkName name, String value, Stamp stamp) implements StoredRecord<MarkName> {

    /** The kind of record that marks are. */
    public static final RecordKind<MarkName, Mark> KIND = new RecordKind<>("marks", new MarkCodec(), List.of());

    /** @throws IllegalArgumentException if the value is empty, too long or not storable */
    public Mark {
        Text.require("mark value", value, 65_536);
    }

    @Override
    public MarkName key() {
        return name;
    }

    @Override
    public Instant retainUntil() {
        return Times.FOREVER;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "Mark[name=" + name.value() + ", stamp=" + stamp + "]";
    }
}
