package dev.granary.record;

import java.util.Optional;
import java.util.function.Function;

/**
 * A way in which records of a kind are listed. A record's value never changes in its life, so no rewrite touches an
 * index.
 *
 * @param <R> the record type
 * @param name unique within the kind, lower case; backends may use it as a column or key name
 * @param of the value of one record, empty if this index does not list it
 */
public record Index<R>(String name, Function<R, Optional<IndexValue>> of) {

    /** @throws IllegalArgumentException if the name is not of the form {@code [a-z][a-z_]*} */
    public Index {
        if (!name.matches("[a-z][a-z_]{0,30}")) {
            throw new IllegalArgumentException("index name: expected [a-z][a-z_]*, up to 31 characters");
        }
    }

    /** The value {@code record} is listed under, empty if it is not listed. */
    public Optional<IndexValue> valueOf(R record) {
        return of.apply(record);
    }
}
