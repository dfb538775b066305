/** The use cases around a grant: issue a code, redeem, refresh, revoke, introspect. */
@NullMarked
package dev.granary.domain.token;

import org.jspecify.annotations.NullMarked;
