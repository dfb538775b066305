/** Proof Key for Code Exchange (RFC 7636), S256 only. */
@NullMarked
package dev.granary.pkce;

import org.jspecify.annotations.NullMarked;
