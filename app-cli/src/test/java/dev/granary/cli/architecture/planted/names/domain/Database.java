package dev.granary.cli.architecture.planted.names.domain;

/** A neighbour that breaks nothing: its name only sounds like it. */
final class Database {}
