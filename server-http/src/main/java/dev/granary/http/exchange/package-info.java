/** One HTTP request and its answer, as values, and what holds for all of them. */
@NullMarked
package dev.granary.http.exchange;

import org.jspecify.annotations.NullMarked;
