/** Where users end their sessions. */
@NullMarked
package dev.granary.http.logout;

import org.jspecify.annotations.NullMarked;
