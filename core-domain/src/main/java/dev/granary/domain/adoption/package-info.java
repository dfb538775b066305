/** What another server kept is taken over. */
@NullMarked
package dev.granary.domain.adoption;

import org.jspecify.annotations.NullMarked;
