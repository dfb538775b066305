package dev.granary.cli.architecture.planted.clock.domain;

/** The domain asks the system. */
final class AsksSystem {
    long now() {
        return System.currentTimeMillis();
    }
}
