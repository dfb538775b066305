/** The revocation endpoint. */
@NullMarked
package dev.granary.http.revocation;

import org.jspecify.annotations.NullMarked;
