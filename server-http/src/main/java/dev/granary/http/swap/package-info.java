/** Swaps our own access token for an upstream's, in front of a host's resource server. */
@NullMarked
package dev.granary.http.swap;

import org.jspecify.annotations.NullMarked;
