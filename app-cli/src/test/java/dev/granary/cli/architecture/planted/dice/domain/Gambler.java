package dev.granary.cli.architecture.planted.dice.domain;

import java.util.Random;

/** The domain throws dice, in each way there is. */
final class Gambler {
    final Random seeded = new Random(7);

    final Random unseeded = new Random();

    double chance() {
        return Math.random();
    }
}
