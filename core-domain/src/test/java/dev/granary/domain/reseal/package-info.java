/** Tests of sealing anew. */
@NullMarked
package dev.granary.domain.reseal;

import org.jspecify.annotations.NullMarked;
