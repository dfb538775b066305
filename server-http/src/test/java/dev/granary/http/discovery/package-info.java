/** Tests. */
@NullMarked
package dev.granary.http.discovery;

import org.jspecify.annotations.NullMarked;
