package dev.granary.cli.architecture.planted.direction.storage.memory;

import dev.granary.cli.architecture.planted.direction.domain.UseCase;

/** A backend knows the domain. */
record Deep(UseCase useCase) {}
