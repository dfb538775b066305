package dev.granary.cli.architecture.planted.direction.domain;

/** A neighbour that breaks nothing. */
public final class UseCase {}
