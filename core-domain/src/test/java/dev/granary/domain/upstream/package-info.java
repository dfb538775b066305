/** Tests of kept upstream tokens. */
@NullMarked
package dev.granary.domain.upstream;

import org.jspecify.annotations.NullMarked;
