/** The upstream providers that users log in at, and the HTTP that is spoken with them. */
@NullMarked
package dev.granary.http.upstream;

import org.jspecify.annotations.NullMarked;
