/** Tests of what this server sends. */
@NullMarked
package dev.granary.http.outbound;

import org.jspecify.annotations.NullMarked;
