package dev.granary.http.exchange;

import java.util.Optional;
import java.util.Set;

/**
 * Tells browsers which scripts of other origins may read an answer (CORS, Fetch standard). Never with credentials: no
 * cookie of ours counts at these endpoints. The well-known documents are for everybody, the endpoints that clients call
 * for the origins that the host allows, and all others for none. Safe for threads.
 */
public final class CrossOrigin {

    /** What allows every origin. */
    public static final String ANY = "*";

    private static final String WELL_KNOWN = "/.well-known/";
    private static final Set<String> SHARED =
            Set.of("/oauth/token", "/oauth/register", "/oauth/revoke", "/oauth/userinfo");
    private static final String ORIGIN = "Access-Control-Allow-Origin";

    private final Set<String> origins;

    /** Allows these origins, each as a browser spells it, or {@link #ANY}. */
    public CrossOrigin(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Whether a browser asks with this whether it may ask. */
    public boolean isPreflight(String method, String path, Optional<String> wantedMethod) {
        return method.equals("OPTIONS") && wantedMethod.isPresent() && isShared(path);
    }

    /** What a browser that asked may send. */
    public Answer preflight(String path, Optional<String> origin) {
        Answer answer = open(path, origin, Answer.empty(204));
        return answer.headers().containsKey(ORIGIN)
                ? answer.with("Access-Control-Allow-Methods", "GET, POST")
                        .with("Access-Control-Allow-Headers", "Authorization, Content-Type")
                        .with("Access-Control-Max-Age", "3600")
                : answer;
    }

    /** The answer, opened to whom it is for. */
    public Answer open(String path, Optional<String> origin, Answer answer) {
        if (!isShared(path)) {
            return answer;
        }
        if (path.startsWith(WELL_KNOWN) || origins.contains(ANY)) {
            return opened(answer, ANY);
        }
        Answer varying = origins.isEmpty() ? answer : answer.with("Vary", "Origin");
        return origin.filter(origins::contains).map(one -> opened(varying, one)).orElse(varying);
    }

    private static Answer opened(Answer answer, String origin) {
        return answer.with(ORIGIN, origin)
                .with("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After, X-Request-Id");
    }

    private static boolean isShared(String path) {
        return SHARED.contains(path) || path.startsWith(WELL_KNOWN);
    }
}
