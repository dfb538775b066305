package dev.granary.cli.architecture.planted.injection.domain;

import jakarta.inject.Inject;

/** The domain knows the injector. */
final class Injected {
    @Inject
    Injected() {}
}
