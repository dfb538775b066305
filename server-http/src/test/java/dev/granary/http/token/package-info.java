/** Tests. */
@NullMarked
package dev.granary.http.token;

import org.jspecify.annotations.NullMarked;
