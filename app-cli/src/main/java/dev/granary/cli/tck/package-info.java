/** The compatibility kit as a command. */
@NullMarked
package dev.granary.cli.tck;

import org.jspecify.annotations.NullMarked;
