/** Tests. */
@NullMarked
package dev.granary.http.registration;

import org.jspecify.annotations.NullMarked;
