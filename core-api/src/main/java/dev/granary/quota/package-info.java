/** Counts that caps are decided by. */
@NullMarked
package dev.granary.quota;

import org.jspecify.annotations.NullMarked;
