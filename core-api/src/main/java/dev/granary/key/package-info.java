/** Signature and MAC keys. */
@NullMarked
package dev.granary.key;

import org.jspecify.annotations.NullMarked;
