package dev.granary.tck;

import java.util.Optional;

/**
 * How one rule ended.
 *
 * @param id the rule's id
 * @param says the rule, in one sentence
 * @param failure what went wrong, empty if the rule holds
 * @param exemption why it was not tested, empty if it was
 */
public record RuleResult(String id, String says, Optional<String> failure, Optional<String> exemption) {

    /** A rule that was tested. */
    public RuleResult(String id, String says, Optional<String> failure) {
        this(id, says, failure, Optional.empty());
    }

    /** Whether the rule holds, as far as it applies. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
