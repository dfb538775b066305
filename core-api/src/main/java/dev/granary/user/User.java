package dev.granary.user;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Text;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user. One that was made for a login whose identity another login linked first stays provisional, and ends. One
 * that is deleted ends likewise, when nothing of it is left.
 *
 * @param id the user's id
 * @param createdAt when the user was made
 * @param name what the upstream calls the user, up to 2,048 characters
 * @param email the user's e-mail address as the upstream says it, up to 2,048 characters; nobody is found by it
 * @param lastAuthenticatedAt when the user last logged in
 * @param provisionalUntil when a user without an identity ends, skew included; unset once an identity is linked
 * @param removedAt when the user began to be deleted, unset until then; from that time on nobody logs in as this user
 * @param stamp revision, count and carried fields
 */
public record User(
        UserId id,
        Instant createdAt,
        Optional<String> name,
        Optional<String> email,
        Optional<Instant> lastAuthenticatedAt,
        Optional<Instant> provisionalUntil,
        Optional<Instant> removedAt,
        Stamp stamp)
        implements StoredRecord<UserId> {

    /** The kind of record that users are. */
    public static final RecordKind<UserId, User> KIND = new RecordKind<>("users", new UserCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if a text is empty, too long or not storable */
    public User {
        createdAt = Times.micros(createdAt);
        name.ifPresent(text -> Text.require("user name", text, 2048));
        email.ifPresent(text -> Text.require("user email", text, 2048));
        lastAuthenticatedAt = lastAuthenticatedAt.map(Times::micros);
        provisionalUntil = provisionalUntil.map(Times::micros);
        removedAt = removedAt.map(Times::micros);
    }

    @Override
    public UserId key() {
        return id;
    }

    @Override
    public Instant retainUntil() {
        return provisionalUntil.orElse(Times.FOREVER);
    }

    /** Without name and e-mail address. */
    @Override
    public String toString() {
        return "User[id=" + id.value() + ", createdAt=" + createdAt + ", lastAuthenticatedAt=" + lastAuthenticatedAt
                + ", provisionalUntil=" + provisionalUntil + ", removedAt=" + removedAt + ", stamp=" + stamp + "]";
    }
}
