/** Tests of the client package. */
@NullMarked
package dev.granary.domain.client;

import org.jspecify.annotations.NullMarked;
