/** Tests. */
@NullMarked
package dev.granary.domain.watch;

import org.jspecify.annotations.NullMarked;
