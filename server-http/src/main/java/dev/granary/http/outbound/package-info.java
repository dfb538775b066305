/** HTTP that this server sends: bounded, in time, never redirected, and only to addresses that it may speak with. */
@NullMarked
package dev.granary.http.outbound;

import org.jspecify.annotations.NullMarked;
