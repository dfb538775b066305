/** The sessions that a user has at once. */
@NullMarked
package dev.granary.domain.session;

import org.jspecify.annotations.NullMarked;
