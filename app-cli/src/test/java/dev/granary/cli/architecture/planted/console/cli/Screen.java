package dev.granary.cli.architecture.planted.console.cli;

/** A neighbour that breaks nothing: the program prints. */
final class Screen {
    void show() {
        System.out.println();
    }
}
