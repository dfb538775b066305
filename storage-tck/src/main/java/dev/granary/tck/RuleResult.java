package dev.granary.tck;

import java.util.Optional;

/**
 * How one rule ended.
 *
 * @param id the rule's id
 * @param says the rule, in one sentence
 * @param failure what went wrong, empty if the rule holds
 */
public record RuleResult(String id, String says, Optional<String> failure) {

    /** Whether the rule holds. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
