/** Tests. */
@NullMarked
package dev.granary.domain.registration;

import org.jspecify.annotations.NullMarked;
