/** Tests. */
@NullMarked
package dev.granary.metrics;

import org.jspecify.annotations.NullMarked;
