package dev.granary.cli.architecture.planted.dice.tck;

import java.util.Random;

/** A neighbour that breaks nothing: the same seed walks the same way. */
record Walk(long seed) {
    Random steps() {
        return new Random(seed);
    }
}
