package dev.granary.cli.architecture.planted.console.domain;

/** The domain prints where errors go. */
final class Complaining {
    void complain() {
        System.err.println();
    }
}
