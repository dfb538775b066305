package dev.granary.cli.architecture.planted.dice.domain;

/** The domain leaves it to chance. */
final class Chance {
    double next() {
        return Math.random();
    }
}
