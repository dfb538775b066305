package dev.granary.domain.user;

import java.util.Optional;

/**
 * What an upstream says of a user.
 *
 * @param name what to call the user
 * @param email the e-mail address
 */
public record Profile(Optional<String> name, Optional<String> email) {

    /** Nothing. */
    public static final Profile UNKNOWN = new Profile(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
