/** Tests of housekeeping. */
@NullMarked
package dev.granary.domain.housekeeping;

import org.jspecify.annotations.NullMarked;
