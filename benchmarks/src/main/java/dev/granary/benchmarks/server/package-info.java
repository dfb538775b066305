/** The servers that a run brings along. */
@NullMarked
package dev.granary.benchmarks.server;

import org.jspecify.annotations.NullMarked;
