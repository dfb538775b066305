package dev.granary.cli.architecture.planted.cycle.domain.right;

import dev.granary.cli.architecture.planted.cycle.domain.left.Left;

/** Knows the left, which knows the right. */
public final class Right {
    /**
     * @param left ignored
     */
    public void meet(Left left) {}
}
