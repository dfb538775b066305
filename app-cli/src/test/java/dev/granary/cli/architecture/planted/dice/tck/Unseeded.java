package dev.granary.cli.architecture.planted.dice.tck;

import java.util.Random;

/** The kit throws dice that nobody can throw again. */
final class Unseeded {
    final Random dice = new Random();
}
