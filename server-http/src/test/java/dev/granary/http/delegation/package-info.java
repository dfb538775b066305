/** Tests. */
@NullMarked
package dev.granary.http.delegation;

import org.jspecify.annotations.NullMarked;
