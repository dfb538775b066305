package dev.granary.http.exchange;

/**
 * Is told when a request begins, and how it ended before its answer is written, on the thread that serves it. It should
 * return soon and must not throw. Safe for threads.
 */
@FunctionalInterface
public interface RequestListener {

    /** Takes no notice. */
    RequestListener NONE = () -> (endpoint, status) -> {};

    /** Takes notice of a beginning. What it returns is told of the end, once. */
    Served begin();

    /** A request on its way. */
    @FunctionalInterface
    interface Served {

        /**
         * Takes notice of the end.
         *
         * @param endpoint the path of the route that answered, one of those that the server has, {@value
         *     Routes#OTHER}, or {@value dev.granary.http.swap.TokenSwapFilter#ENDPOINT}
         * @param status the HTTP status
         */
        void end(String endpoint, int status);
    }
}
