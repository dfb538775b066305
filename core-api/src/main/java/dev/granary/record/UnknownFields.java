package dev.granary.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields that a newer release wrote within the same record version. They are carried through every rewrite.
 *
 * @param json name to raw JSON value, in the order they were read
 */
public record UnknownFields(Map<String, String> json) {

    /** No such fields: the usual case. */
    public static final UnknownFields NONE = new UnknownFields(Map.of());

    /** Copies the map. */
    public UnknownFields {
        json = json.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }

    /** Names only: what a newer release holds may be secret. */
    @Override
    public String toString() {
        return "UnknownFields" + json.keySet();
    }
}
