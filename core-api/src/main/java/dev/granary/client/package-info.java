/** OAuth clients: who may ask for grants. */
@NullMarked
package dev.granary.client;

import org.jspecify.annotations.NullMarked;
