/** Measures every operation of Granary beside the raw one through the same client, in the same run. Never published. */
@NullMarked
package dev.granary.benchmarks;

import org.jspecify.annotations.NullMarked;
