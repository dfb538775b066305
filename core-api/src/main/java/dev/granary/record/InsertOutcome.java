package dev.granary.record;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How an insert ended.
 *
 * @param <R> the record type
 */
public sealed interface InsertOutcome<R> permits Written, Conflict {

    /** Calls the function of this case; {@code conflict} gets the record that holds the key. */
    <T> T match(Supplier<T> written, Function<R, T> conflict);
}
