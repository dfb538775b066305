package dev.granary.record;

import java.util.List;

/**
 * What a record is listed under in one of its kind's indexes.
 *
 * @param parts one or more texts; like a key's parts they must not be joined without their lengths
 */
public record IndexValue(List<String> parts) {

    /** @throws IllegalArgumentException if there is no part or one is not storable */
    public IndexValue {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("index value: expected one part or more, got none");
        }
        parts.forEach(part -> Text.require("index value", part, 4096));
    }

    /** Without the parts: one may be the id of a session. */
    @Override
    public String toString() {
        return "IndexValue[" + parts.size() + (parts.size() == 1 ? " part]" : " parts]");
    }

    /** The value made of these parts. */
    public static IndexValue of(String... parts) {
        return new IndexValue(List.of(parts));
    }
}
