/** A neighbour that breaks nothing. */
@NullMarked
package dev.granary.cli.architecture.planted.unmarked.http;

import org.jspecify.annotations.NullMarked;
