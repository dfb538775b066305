/** What is measured: the records and the operations on them. */
@NullMarked
package dev.granary.benchmarks.work;

import org.jspecify.annotations.NullMarked;
