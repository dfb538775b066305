/** Tests of the realm package. */
@NullMarked
package dev.granary.domain.realm;

import org.jspecify.annotations.NullMarked;
