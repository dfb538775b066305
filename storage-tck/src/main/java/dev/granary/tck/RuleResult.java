package dev.granary.tck;

import java.time.Duration;
import java.util.Optional;

/**
 * How one rule ended.
 *
 * @param id the rule's id
 * @param says the rule, in one sentence
 * @param failure what went wrong, empty if the rule holds
 * @param exemption why it was not tested, empty if it was
 * @param took how long it took
 */
public record RuleResult(String id, String says, Optional<String> failure, Optional<String> exemption, Duration took) {

    /** A rule that was tested, in no time. */
    public RuleResult(String id, String says, Optional<String> failure) {
        this(id, says, failure, Optional.empty(), Duration.ZERO);
    }

    /** The same rule, run again: what broke once is broken. */
    RuleResult and(RuleResult again) {
        return new RuleResult(id, says, failure.or(again::failure), exemption, took.plus(again.took));
    }

    /** Whether the rule holds, as far as it applies. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
