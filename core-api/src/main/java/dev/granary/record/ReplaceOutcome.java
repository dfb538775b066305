package dev.granary.record;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a replace or a remove ended.
 *
 * @param <R> the record type
 */
public sealed interface ReplaceOutcome<R> permits Written, Conflict, Absent {

    /** Calls the function of this case; {@code conflict} gets the record as it is stored now. */
    <T> T match(Supplier<T> written, Function<R, T> conflict, Supplier<T> absent);
}
