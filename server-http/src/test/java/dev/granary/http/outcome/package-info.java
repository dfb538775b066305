/** Tests. */
@NullMarked
package dev.granary.http.outcome;

import org.jspecify.annotations.NullMarked;
