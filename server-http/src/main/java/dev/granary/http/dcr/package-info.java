/** How we register at upstreams as a client of theirs (RFC 7591, RFC 7592). */
@NullMarked
package dev.granary.http.dcr;

import org.jspecify.annotations.NullMarked;
