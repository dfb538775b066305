package dev.granary.domain.user;

import dev.granary.user.IdentityKey;
import dev.granary.user.UserId;

/** An identity that was used before leads to a user who is not there, or goes again and again while its user logs in. */
public final class MissingUserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MissingUserException(String message) {
        super(message);
    }

    static MissingUserException of(IdentityKey identity, UserId user) {
        return new MissingUserException("an identity at " + identity.provider() + " leads to user " + user.value()
                + ", who is not stored; restore the user from a backup, or remove the identity so that the next login"
                + " makes a new user");
    }

    static MissingUserException unlinked(IdentityKey identity) {
        return new MissingUserException("an identity at " + identity.provider()
                + " was removed again and again while its user logged in; log in again to make a new user, and check"
                + " the storage if that goes on");
    }
}
