/** What every outcome and failure is on the wire: one table. */
@NullMarked
package dev.granary.http.outcome;

import org.jspecify.annotations.NullMarked;
