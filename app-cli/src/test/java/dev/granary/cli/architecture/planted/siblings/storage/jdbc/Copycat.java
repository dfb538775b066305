package dev.granary.cli.architecture.planted.siblings.storage.jdbc;

import dev.granary.cli.architecture.planted.siblings.storage.memory.Backend;

/** One backend leans on another. */
record Copycat(Backend backend) {}
