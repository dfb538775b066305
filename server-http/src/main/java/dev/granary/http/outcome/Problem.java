package dev.granary.http.outcome;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.time.Duration;
import java.util.Map;

/**
 * How something that went wrong is told.
 *
 * @param error the OAuth error with its HTTP status
 * @param headers the header fields that go with it, such as when it is worth another try
 * @param blame who is to look at it
 */
public record Problem(ErrorObject error, Map<String, String> headers, Blame blame) {

    /** Copies the map. */
    public Problem {
        headers = Map.copyOf(headers);
    }

    /** Who is to look at a problem. */
    public enum Blame {
        /** Who sent the request. */
        CLIENT,
        /** The operator, when it lasts: what we depend on does not answer. */
        SURROUNDINGS,
        /** Us: this should not happen. */
        SERVER
    }

    static Problem ofClient(ErrorObject error) {
        return new Problem(error, Map.of(), Blame.CLIENT);
    }

    static Problem ofSurroundings(ErrorObject error, Duration retryAfter) {
        return new Problem(error, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())), Blame.SURROUNDINGS);
    }

    /** The same with another description. */
    public Problem described(String description) {
        return new Problem(error.setDescription(description), headers, blame);
    }

    static Problem ofServer(ErrorObject error) {
        return new Problem(error, Map.of(), Blame.SERVER);
    }
}
