/** What an operator does with keys. */
@NullMarked
package dev.granary.cli.keys;

import org.jspecify.annotations.NullMarked;
