/** What a backend offers and how it is found: a provider chosen by URL opens a storage, which hands out the ports. */
@NullMarked
package dev.granary.spi;

import org.jspecify.annotations.NullMarked;
