/** Tests of URIs. */
@NullMarked
package dev.granary.http.uri;

import org.jspecify.annotations.NullMarked;
