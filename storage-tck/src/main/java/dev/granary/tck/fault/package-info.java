/** Storages that fail on demand, and that count what they are asked. */
@NullMarked
package dev.granary.tck.fault;

import org.jspecify.annotations.NullMarked;
