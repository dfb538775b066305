/** Who does a job at the moment. */
@NullMarked
package dev.granary.lease;

import org.jspecify.annotations.NullMarked;
