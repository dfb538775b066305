package dev.granary.cli.architecture.planted.files.storage.jdbc;

import java.nio.file.Path;

/** A neighbour that breaks nothing: a backend has its files. */
record Opener(Path path) {}
