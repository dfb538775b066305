/** Holds on jobs that one node at a time should do. */
@NullMarked
package dev.granary.domain.lease;

import org.jspecify.annotations.NullMarked;
