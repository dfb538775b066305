/** Logins on their way to an upstream and back. */
@NullMarked
package dev.granary.domain.authorization;

import org.jspecify.annotations.NullMarked;
