/** Users, and the upstream identities that lead to them. */
@NullMarked
package dev.granary.domain.user;

import org.jspecify.annotations.NullMarked;
