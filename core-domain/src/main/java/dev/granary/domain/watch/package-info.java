/** What the use cases do and how that ends, told to whoever measures it. Nothing here measures. */
@NullMarked
package dev.granary.domain.watch;

import org.jspecify.annotations.NullMarked;
