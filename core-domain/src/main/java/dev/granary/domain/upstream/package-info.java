/** The tokens that upstreams gave, kept for a session and given to whom they are bound. */
@NullMarked
package dev.granary.domain.upstream;

import org.jspecify.annotations.NullMarked;
