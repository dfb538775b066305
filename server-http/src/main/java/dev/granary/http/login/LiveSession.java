package dev.granary.http.login;

import dev.granary.authorization.ResolvedUser;
import dev.granary.session.SessionId;

/**
 * A session that a live grant shows.
 *
 * @param id its id
 * @param user whose it is
 */
record LiveSession(SessionId id, ResolvedUser user) {}
