/** Tests. */
@NullMarked
package dev.granary.http.redirect;

import org.jspecify.annotations.NullMarked;
