/** What others do for the same job: Spring Authorization Server. */
@NullMarked
package dev.granary.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
