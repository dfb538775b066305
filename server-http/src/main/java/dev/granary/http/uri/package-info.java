/** Which URIs may be used for what. */
@NullMarked
package dev.granary.http.uri;

import org.jspecify.annotations.NullMarked;
