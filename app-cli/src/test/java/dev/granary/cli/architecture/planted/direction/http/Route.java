package dev.granary.cli.architecture.planted.direction.http;

import dev.granary.cli.architecture.planted.direction.domain.UseCase;

/** A neighbour that breaks nothing: the server may use the domain. */
record Route(UseCase useCase) {}
