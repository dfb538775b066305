package dev.granary.http.exchange;

/** Answers the requests of one route. Safe for threads. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers a request.
     *
     * @throws dev.granary.http.outcome.RefusedException if the request is refused
     */
    Answer answer(Request request);
}
