/** Tests. */
@NullMarked
package dev.granary.http.authorize;

import org.jspecify.annotations.NullMarked;
