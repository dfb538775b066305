package dev.granary.tck.fault;

import java.util.function.Supplier;

/** Stands between a use case and its storage. Safe for threads. */
public interface Watch {

    /** Takes a call that changes nothing. */
    <T> T read(String operation, String kind, Supplier<T> call);

    /** Takes a call that may change something. */
    <T> T write(String operation, String kind, Supplier<T> call);
}
