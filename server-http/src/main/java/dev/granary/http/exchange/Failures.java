package dev.granary.http.exchange;

import dev.granary.domain.audit.Correlation;
import dev.granary.http.outcome.Outcomes;
import dev.granary.http.outcome.Problem;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what went wrong and finds how to tell it. What the sender did is logged at debug, what we did at error. */
public final class Failures {

    private final Logger log = LoggerFactory.getLogger(Failures.class);
    private final RandomGenerator random;

    /** Makes the numbers by which a failure is found in the log of these dice, where the request has no id. */
    public Failures(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Finds how to tell a failure.
     *
     * @param where the path of the endpoint, for the log
     */
    public Problem tell(String where, RuntimeException failure) {
        return told(where.replaceAll("[^\\x21\\x23-\\x7e]", "?"), failure);
    }

    private Problem told(String where, RuntimeException failure) {
        Problem problem = Outcomes.of(failure);
        return switch (problem.blame()) {
            case CLIENT -> {
                log.atDebug()
                        .addKeyValue("path", where)
                        .addKeyValue("error", problem.error().getCode())
                        .log("refused");
                yield problem;
            }
            case SURROUNDINGS -> {
                log.atWarn().addKeyValue("path", where).log("{}", failure.getMessage());
                yield problem;
            }
            case SERVER -> tellOurs(where, failure, problem);
        };
    }

    private Problem tellOurs(String where, RuntimeException failure, Problem problem) {
        String id = Correlation.current().orElseGet(() -> HexFormat.of().toHexDigits(random.nextLong()));
        log.atError().addKeyValue("path", where).setCause(failure).log("failed, correlation id {}", id);
        return problem.described("something went wrong here; correlation id " + id);
    }
}
