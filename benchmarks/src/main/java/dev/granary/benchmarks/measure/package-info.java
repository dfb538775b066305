/** How things are measured: interleaved rounds, medians, allocation and latencies. */
@NullMarked
package dev.granary.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
