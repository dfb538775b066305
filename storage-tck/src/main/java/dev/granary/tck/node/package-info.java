/** The nodes of a server under test, who logs in to them, and what is recorded of it. */
@NullMarked
package dev.granary.tck.node;

import org.jspecify.annotations.NullMarked;
