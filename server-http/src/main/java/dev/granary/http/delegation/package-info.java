/** Tokens that are got for other tokens: token exchange (RFC 8693) and JWT bearer (RFC 7523). */
@NullMarked
package dev.granary.http.delegation;

import org.jspecify.annotations.NullMarked;
