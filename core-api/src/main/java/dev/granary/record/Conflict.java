package dev.granary.record;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Another write was there first; nothing was changed.
 *
 * @param <R> the record type
 * @param stored the record as it is stored now
 */
public record Conflict<R>(R stored) implements InsertOutcome<R>, ReplaceOutcome<R> {

    @Override
    public <T> T match(Supplier<T> written, Function<R, T> conflict) {
        return conflict.apply(stored);
    }

    @Override
    public <T> T match(Supplier<T> written, Function<R, T> conflict, Supplier<T> absent) {
        return conflict.apply(stored);
    }
}
