package dev.granary.spi;

import java.util.Map;

/**
 * What a storage holds.
 *
 * @param records the number of records by kind name, those that are over but not purged included
 */
public record Stats(Map<String, Long> records) {

    /** Copies the map. */
    public Stats {
        records = Map.copyOf(records);
    }
}
