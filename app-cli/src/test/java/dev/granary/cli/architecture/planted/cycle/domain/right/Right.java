package dev.granary.cli.architecture.planted.cycle.domain.right;

import dev.granary.cli.architecture.planted.cycle.domain.left.Left;

/** Knows the left, which knows the right. */
public final class Right {
    boolean mirrors(Left left) {
        return left.right().equals(this);
    }
}
