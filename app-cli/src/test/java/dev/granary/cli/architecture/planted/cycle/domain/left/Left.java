package dev.granary.cli.architecture.planted.cycle.domain.left;

import dev.granary.cli.architecture.planted.cycle.domain.right.Right;

/** Knows the right, which knows the left. */
public record Left(Right right) {}
