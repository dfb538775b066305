package dev.granary.cli.architecture.planted.injection.cli;

import jakarta.inject.Inject;

/** A neighbour that breaks nothing: the program wires. */
final class Wiring {
    @Inject
    Wiring() {}
}
