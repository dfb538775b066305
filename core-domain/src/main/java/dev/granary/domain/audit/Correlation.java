package dev.granary.domain.audit;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/**
 * The id of the request that this thread works for. It is kept where SLF4J keeps such things, in the MDC under {@value
 * #KEY}, so that diagnostics, audit events and whatever else a host logs meanwhile can be put together.
 */
public final class Correlation {

    /** Where it is in the MDC. */
    public static final String KEY = "requestId";

    private Correlation() {}

    /** The id, if this thread works for a request. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    /** Begins to work for a request. To close what is returned, on this thread, makes it as it was. */
    public static Scope enter(String id) {
        Optional<String> before = current();
        MDC.put(KEY, id);
        return () -> set(before);
    }

    /** The same executor, whose work is for the request that it was handed over for. */
    public static Executor carriedBy(Executor executor) {
        return work -> {
            Optional<String> id = current();
            executor.execute(() -> {
                Optional<String> before = current();
                set(id);
                try {
                    work.run();
                } finally {
                    set(before);
                }
            });
        };
    }

    private static void set(Optional<String> id) {
        id.ifPresentOrElse(value -> MDC.put(KEY, value), () -> MDC.remove(KEY));
    }

    /** Work for one request. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        /** Ends it. */
        @Override
        void close();
    }
}
