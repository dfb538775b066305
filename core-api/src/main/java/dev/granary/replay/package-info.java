/** Assertions that were used, so that none is used twice. */
@NullMarked
package dev.granary.replay;

import org.jspecify.annotations.NullMarked;
