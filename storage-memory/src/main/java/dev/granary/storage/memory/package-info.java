/** The backend that keeps records in the memory of one process, for tests and for trying things out. */
@NullMarked
package dev.granary.storage.memory;

import org.jspecify.annotations.NullMarked;
