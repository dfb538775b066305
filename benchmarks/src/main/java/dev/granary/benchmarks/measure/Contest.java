package dev.granary.benchmarks.measure;

import java.util.List;

/**
 * Operations that are measured in turn with the raw operation that limits them all.
 *
 * @param raw the limit
 * @param contenders the operations
 */
public record Contest(Step raw, List<Contender> contenders) {

    /** Copies the list. */
    public Contest {
        contenders = List.copyOf(contenders);
    }
}
