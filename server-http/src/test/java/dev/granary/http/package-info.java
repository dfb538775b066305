/** Tests. */
@NullMarked
package dev.granary.http;

import org.jspecify.annotations.NullMarked;
