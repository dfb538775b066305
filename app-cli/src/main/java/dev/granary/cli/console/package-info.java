/** Where the program writes. */
@NullMarked
package dev.granary.cli.console;

import org.jspecify.annotations.NullMarked;
