/** Tests. */
@NullMarked
package dev.granary.http.document;

import org.jspecify.annotations.NullMarked;
