/** Upstream login sessions, named by the claim {@code tsid}. */
@NullMarked
package dev.granary.session;

import org.jspecify.annotations.NullMarked;
