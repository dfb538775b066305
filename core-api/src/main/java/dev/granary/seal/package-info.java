/** What only the domain can open: sealed text, as backends keep it. */
@NullMarked
package dev.granary.seal;

import org.jspecify.annotations.NullMarked;
