package dev.granary.cli.architecture.planted.dice.domain;

import java.util.Random;

/** The domain throws dice that anyone can throw again. */
final class Seeded {
    final Random dice = new Random(7);
}
