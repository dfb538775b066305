/** Upstream providers and the tokens they gave for a session. */
@NullMarked
package dev.granary.upstream;

import org.jspecify.annotations.NullMarked;
