/** The way back to the client: which URIs it may be sent to, and with what. */
@NullMarked
package dev.granary.http.redirect;

import org.jspecify.annotations.NullMarked;
