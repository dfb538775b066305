/** Tests. */
@NullMarked
package dev.granary.http.upstream;

import org.jspecify.annotations.NullMarked;
