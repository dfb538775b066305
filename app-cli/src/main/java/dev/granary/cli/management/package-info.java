/** What an operator's collectors ask for, apart from what clients ask for. */
@NullMarked
package dev.granary.cli.management;

import org.jspecify.annotations.NullMarked;
