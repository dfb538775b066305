/** Storages of jars that were not there when the program was built. */
@NullMarked
package dev.granary.cli.plugin;

import org.jspecify.annotations.NullMarked;
