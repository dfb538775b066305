package dev.granary.cli.architecture.planted.console.domain;

/** The domain prints. */
final class Talkative {
    void say() {
        System.out.println();
    }
}
