/** The contract of a backend as tests. A backend is Granary storage if it passes them. */
@NullMarked
package dev.granary.tck;

import org.jspecify.annotations.NullMarked;
