/** Records: what a backend stores. A record kind says its key, its revision, how long it is kept and by what it is listed. */
@NullMarked
package dev.granary.record;

import org.jspecify.annotations.NullMarked;
