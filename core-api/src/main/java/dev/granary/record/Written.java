package dev.granary.record;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The write took effect, now or when the same attempt was sent before.
 *
 * @param <R> the record type
 */
public record Written<R>() implements InsertOutcome<R>, ReplaceOutcome<R> {

    @Override
    public <T> T match(Supplier<T> written, Function<R, T> conflict) {
        return written.get();
    }

    @Override
    public <T> T match(Supplier<T> written, Function<R, T> conflict, Supplier<T> absent) {
        return written.get();
    }
}
