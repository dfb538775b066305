/** Where it is measured: each backend with its raw client beside it. */
@NullMarked
package dev.granary.benchmarks.ground;

import org.jspecify.annotations.NullMarked;
