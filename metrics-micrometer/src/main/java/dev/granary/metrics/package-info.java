/** Metrics for Micrometer. Whoever wants none leaves this module out, and has nothing of it. */
@NullMarked
package dev.granary.metrics;

import org.jspecify.annotations.NullMarked;
