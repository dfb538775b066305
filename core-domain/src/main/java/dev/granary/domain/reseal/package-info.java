/** Seals what is stored anew when the key ring has another current key. */
@NullMarked
package dev.granary.domain.reseal;

import org.jspecify.annotations.NullMarked;
