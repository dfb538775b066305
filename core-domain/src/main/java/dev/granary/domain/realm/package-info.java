/** What every use case works with: one namespace, its records, the time and the dice. */
@NullMarked
package dev.granary.domain.realm;

import org.jspecify.annotations.NullMarked;
