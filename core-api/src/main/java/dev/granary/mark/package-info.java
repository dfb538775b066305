/** Small texts of the server itself: the check value, where a job stands. */
@NullMarked
package dev.granary.mark;

import org.jspecify.annotations.NullMarked;
