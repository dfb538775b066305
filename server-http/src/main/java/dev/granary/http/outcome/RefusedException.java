package dev.granary.http.outcome;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.util.Map;

/** A request that is refused with an OAuth error. It has no stack trace, for it is no fault of ours. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private RefusedException(Problem problem) {
        super(problem.error().getCode(), null, false, false);
        this.problem = problem;
    }

    /** Refuses with this error. Its description must hold nothing that was sent. */
    public RefusedException(ErrorObject error) {
        this(Problem.ofClient(error));
    }

    /** Refuses with this error and a sentence for the client's developer, in printable ASCII. */
    public static RefusedException of(ErrorObject error, String description) {
        return new RefusedException(error.setDescription(description));
    }

    /** The same, answered with a header field more. */
    public RefusedException with(String name, String value) {
        return new RefusedException(new Problem(problem.error(), Map.of(name, value), problem.blame()));
    }

    /** How it is told. */
    public Problem problem() {
        return problem;
    }
}
