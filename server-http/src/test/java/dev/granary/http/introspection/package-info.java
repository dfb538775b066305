/** Tests. */
@NullMarked
package dev.granary.http.introspection;

import org.jspecify.annotations.NullMarked;
