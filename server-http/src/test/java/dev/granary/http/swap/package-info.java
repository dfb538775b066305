/** Tests of the swap. */
@NullMarked
package dev.granary.http.swap;

import org.jspecify.annotations.NullMarked;
