/** The program's configuration: read from flags and a file, checked as a whole. */
@NullMarked
package dev.granary.cli.settings;

import org.jspecify.annotations.NullMarked;
