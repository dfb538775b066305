/** Tests. */
@NullMarked
package dev.granary.http.exchange;

import org.jspecify.annotations.NullMarked;
