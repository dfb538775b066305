/** Tests of assertions that may be used once. */
@NullMarked
package dev.granary.domain.replay;

import org.jspecify.annotations.NullMarked;
