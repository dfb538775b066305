package dev.granary.record;

import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Which records of a kind a page is taken from.
 *
 * @param <R> the record type
 */
public sealed interface Selection<R> {

    /** All records of the kind. */
    static <R> Selection<R> all() {
        return new All<>();
    }

    /** The records that {@code index} lists under {@code value}. */
    static <R> Selection<R> by(Index<R> index, IndexValue value) {
        return new Listed<>(index, value);
    }

    /** Calls the function of this case. */
    <T> T match(Supplier<T> all, BiFunction<Index<R>, IndexValue, T> listed);

    /** All records of the kind. */
    record All<R>() implements Selection<R> {
        @Override
        public <T> T match(Supplier<T> all, BiFunction<Index<R>, IndexValue, T> listed) {
            return all.get();
        }
    }

    /**
     * The records listed under one value.
     *
     * @param index one of the kind's indexes
     * @param value what to look for
     */
    record Listed<R>(Index<R> index, IndexValue value) implements Selection<R> {
        @Override
        public <T> T match(Supplier<T> all, BiFunction<Index<R>, IndexValue, T> listed) {
            return listed.apply(index, value);
        }
    }
}
