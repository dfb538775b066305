package dev.granary.http.swap;

import dev.granary.domain.upstream.UpstreamCredential;
import jakarta.servlet.http.HttpServletResponse;

/** What becomes of a request. */
sealed interface Verdict {

    /** It goes on as it came, but for a field that only we fill. */
    Verdict UNCHANGED = new Unchanged();

    /** A login may help. */
    Verdict NOT_LIVE =
            new Refused(HttpServletResponse.SC_UNAUTHORIZED, "WWW-Authenticate", "Bearer error=\"invalid_token\"");

    /** Without a token there is nothing to swap. */
    Verdict WITHOUT_TOKEN = new Refused(HttpServletResponse.SC_UNAUTHORIZED, "WWW-Authenticate", "Bearer");

    /** Which of several tokens was meant, nobody knows. */
    Verdict AMBIGUOUS =
            new Refused(HttpServletResponse.SC_BAD_REQUEST, "WWW-Authenticate", "Bearer error=\"invalid_request\"");

    /** Another try may help. */
    Verdict LATER = new Refused(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Retry-After", "5");

    /** The status of the answer; 200 for a request that goes on. */
    int status();

    /** It is answered here. */
    record Refused(int status, String header, String value) implements Verdict {}

    /** It goes on without a token. */
    record Unchanged() implements Verdict {

        @Override
        public int status() {
            return HttpServletResponse.SC_OK;
        }
    }

    /** It goes on with an upstream's token instead of ours. */
    record Swapped(String token, UpstreamCredential credential) implements Verdict {

        @Override
        public int status() {
            return HttpServletResponse.SC_OK;
        }

        @Override
        public String toString() {
            return "Swapped";
        }
    }
}
