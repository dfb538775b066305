package dev.granary.domain.user;

import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
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

    /** Returns a user. */
    Optional<User> find(UserId id);
}
