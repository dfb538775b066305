/** How the results are written down. */
@NullMarked
package dev.granary.benchmarks.report;

import org.jspecify.annotations.NullMarked;
