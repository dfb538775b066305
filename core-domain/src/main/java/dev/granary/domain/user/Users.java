package dev.granary.domain.user;

import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.util.List;
import java.util.Optional;

/** Users and the identities that lead to them. Safe for threads; throws as {@link dev.granary.domain.token.Tokens} does. */
public interface Users {

    /**
     * Returns the user that this identity leads to, and makes one if there is none. Of several first logins at once all
     * get the same user. Nobody is ever found by e-mail address.
     *
     * @param profile what the upstream says of the user; it replaces what was known
     * @throws MissingUserException if the identity leads to a user who is not there any more
     */
    User resolve(IdentityKey identity, Profile profile);

    /** Returns a user, unless it is unknown or being deleted. */
    Optional<User> find(UserId id);

    /**
     * Returns the identities that lead to a user, the earliest linked first. One that is being unlinked says so.
     *
     * @return empty if the user is unknown or being deleted
     */
    Optional<List<Identity>> identities(UserId user);

    /**
     * Lets one more identity lead to a user. Only for a user who was asked, and who has just logged in with it: whoever
     * has the identity has the user from now on.
     */
    LinkOutcome link(UserId user, IdentityKey identity);

    /**
     * Lets an identity lead nowhere any more, and removes what its upstream gave for it, whatever the session. The user
     * keeps everything else, and the last identity: {@link #delete} ends a user. A login by it that began before and
     * ends later keeps no upstream tokens of it; the next one makes a new user. Safe to repeat.
     */
    UnlinkOutcome unlink(IdentityKey identity);

    /**
     * Deletes a user: from now on nobody logs in as them, then their grants are revoked, and their consents, upstream
     * tokens and identities go. A login on its way is refused or ends as a new user, as does the next one by any of the
     * identities, even if the deletion broke off. The id is kept for an hour, without anything that the upstream said of
     * the user. Safe to repeat until it is complete.
     */
    DeleteOutcome delete(UserId user);
}
