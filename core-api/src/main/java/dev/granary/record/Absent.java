package dev.granary.record;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * There is no such record; nothing was changed.
 *
 * @param <R> the record type
 */
public record Absent<R>() implements ReplaceOutcome<R> {

    @Override
    public <T> T match(Supplier<T> written, Function<R, T> conflict, Supplier<T> absent) {
        return absent.get();
    }
}
