package dev.granary.cli.architecture.planted.direction.record;

import dev.granary.cli.architecture.planted.direction.domain.UseCase;

/** The core looks outwards. */
record Intruder(UseCase useCase) {}
