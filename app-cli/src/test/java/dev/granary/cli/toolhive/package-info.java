/** The import against a real Redis. */
@NullMarked
package dev.granary.cli.toolhive;

import org.jspecify.annotations.NullMarked;
