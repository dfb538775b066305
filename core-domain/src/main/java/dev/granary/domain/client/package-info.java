/** Clients: registered, configured, authenticated, removed. */
@NullMarked
package dev.granary.domain.client;

import org.jspecify.annotations.NullMarked;
