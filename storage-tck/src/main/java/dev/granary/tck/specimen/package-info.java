/** Records of every kind to put to the test: every field set or none, hard texts, exact times. */
@NullMarked
package dev.granary.tck.specimen;

import org.jspecify.annotations.NullMarked;
