/** Who may register a client with us (RFC 7591 section 3). */
@NullMarked
package dev.granary.registration;

import org.jspecify.annotations.NullMarked;
