package dev.granary.domain.user;

import dev.granary.record.Text;
import java.util.Optional;

/**
 * What an upstream says of a user.
 *
 * @param name what to call the user, 1 to 2,048 characters
 * @param email the e-mail address, 1 to 2,048 characters
 */
public record Profile(Optional<String> name, Optional<String> email) {

    /** Nothing. */
    public static final Profile UNKNOWN = new Profile(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public Profile {
        name.ifPresent(text -> Text.require("user name", text, 2048));
        email.ifPresent(text -> Text.require("user email", text, 2048));
    }

    /** The same, with another's for what is not known here. */
    public Profile or(Profile other) {
        return new Profile(name.or(other::name), email.or(other::email));
    }

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
