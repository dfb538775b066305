/** Walks every interleaving of a few callers, one small store and a few faults, on the real state machine. */
@NullMarked
package dev.granary.grant.explorer;

import org.jspecify.annotations.NullMarked;
