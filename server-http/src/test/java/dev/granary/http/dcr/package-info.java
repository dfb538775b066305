/** Tests. */
@NullMarked
package dev.granary.http.dcr;

import org.jspecify.annotations.NullMarked;
