/** The authorization server as a program: HTTP, housekeeping, start and end. */
@NullMarked
package dev.granary.cli.serve;

import org.jspecify.annotations.NullMarked;
