/** What OpenID Connect adds for clients: ID tokens and the userinfo endpoint. */
@NullMarked
package dev.granary.http.openid;

import org.jspecify.annotations.NullMarked;
