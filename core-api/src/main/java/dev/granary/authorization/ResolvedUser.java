package dev.granary.authorization;

import dev.granary.record.Text;
import dev.granary.record.Times;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The user whom an earlier leg of a login led to.
 *
 * @param id the user
 * @param name what the upstream calls the user, up to 2,048 characters
 * @param email the user's e-mail address as the upstream says it, up to 2,048 characters
 * @param authenticatedAt when the user authenticated there, as far as the upstream says
 */
public record ResolvedUser(
        UserId id, Optional<String> name, Optional<String> email, Optional<Instant> authenticatedAt) {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public ResolvedUser {
        name.ifPresent(text -> Text.require("user name", text, 2048));
        email.ifPresent(text -> Text.require("user email", text, 2048));
        authenticatedAt = authenticatedAt.map(Times::micros);
    }

    /** A user of whom it is not known when they authenticated. */
    public ResolvedUser(UserId id, Optional<String> name, Optional<String> email) {
        this(id, name, email, Optional.empty());
    }

    /** The id only. */
    @Override
    public String toString() {
        return "ResolvedUser[" + id.value() + "]";
    }
}
