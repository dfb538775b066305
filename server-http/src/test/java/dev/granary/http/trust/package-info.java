/** Tests. */
@NullMarked
package dev.granary.http.trust;

import org.jspecify.annotations.NullMarked;
