/** Authenticated encryption of what must be readable again, bound to its place, before it reaches a port. */
@NullMarked
package dev.granary.domain.seal;

import org.jspecify.annotations.NullMarked;
