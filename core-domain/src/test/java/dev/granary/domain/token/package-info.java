/** Tests. */
@NullMarked
package dev.granary.domain.token;

import org.jspecify.annotations.NullMarked;
