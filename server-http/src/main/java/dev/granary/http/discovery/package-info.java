/** What the server says of itself: metadata and keys. */
@NullMarked
package dev.granary.http.discovery;

import org.jspecify.annotations.NullMarked;
