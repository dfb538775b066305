package dev.granary.cli.architecture.planted.siblings.storage.memory;

/** A neighbour that breaks nothing. */
public final class Backend {}
