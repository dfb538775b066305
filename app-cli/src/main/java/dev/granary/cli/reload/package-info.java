/** What of the configuration may change while a server runs. */
@NullMarked
package dev.granary.cli.reload;

import org.jspecify.annotations.NullMarked;
