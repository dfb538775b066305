/** Where tokens may be used (RFC 8707), and which scopes they may carry. */
@NullMarked
package dev.granary.http.resource;

import org.jspecify.annotations.NullMarked;
