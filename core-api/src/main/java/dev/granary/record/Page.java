package dev.granary.record;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param <R> the record type
 * @param records at most as many as were asked for; may be empty although more follow
 * @param next where to go on; empty at the end
 */
public record Page<R>(List<R> records, Optional<Cursor> next) {

    /** Copies the list. */
    public Page {
        records = List.copyOf(records);
    }
}
