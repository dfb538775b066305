/** Tests. */
@NullMarked
package dev.granary.http.logout;

import org.jspecify.annotations.NullMarked;
