/** The room of the JMH benchmarks, which measure each operation against the raw driver. Never published. */
@NullMarked
package dev.granary.benchmarks;

import org.jspecify.annotations.NullMarked;
