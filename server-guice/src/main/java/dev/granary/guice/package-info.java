/** The authorization server for hosts that use Guice: {@link dev.granary.guice.AuthServerModule}. */
@NullMarked
package dev.granary.guice;

import org.jspecify.annotations.NullMarked;
