/** The keys that sign tokens and authenticate credentials, shared by all nodes and kept sealed. */
@NullMarked
package dev.granary.domain.key;

import org.jspecify.annotations.NullMarked;
