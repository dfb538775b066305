/** Users and the upstream identities that lead to them. */
@NullMarked
package dev.granary.user;

import org.jspecify.annotations.NullMarked;
