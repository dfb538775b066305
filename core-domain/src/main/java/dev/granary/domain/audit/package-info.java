/** What the storage decided, told to whoever must know: after the write, at least once, never with a secret. */
@NullMarked
package dev.granary.domain.audit;

import org.jspecify.annotations.NullMarked;
