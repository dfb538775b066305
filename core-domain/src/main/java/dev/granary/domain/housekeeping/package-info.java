/** What must be done now and then: purging, recounting, making room. */
@NullMarked
package dev.granary.domain.housekeeping;

import org.jspecify.annotations.NullMarked;
