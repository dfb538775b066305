/** Tests. */
@NullMarked
package dev.granary.domain.seal;

import org.jspecify.annotations.NullMarked;
