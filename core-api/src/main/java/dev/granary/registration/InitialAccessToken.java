package dev.granary.registration;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Allows its bearer to register clients (RFC 7591 section 3).
 *
 * @param hash the token's hash
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused, and gone; unset means never
 * @param usesLeft how many registrations it still allows, 0 or more; unset means any number
 * @param stamp revision, count and carried fields
 */
public record InitialAccessToken(
        InitialAccessTokenHash hash,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Long> usesLeft,
        Stamp stamp)
        implements StoredRecord<InitialAccessTokenHash> {

    /** The kind of record that initial access tokens are. */
    public static final RecordKind<InitialAccessTokenHash, InitialAccessToken> KIND =
            new RecordKind<>("initial_access_tokens", new InitialAccessTokenCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if less than no use is left */
    public InitialAccessToken {
        createdAt = Times.micros(createdAt);
        expiresAt = expiresAt.map(Times::micros);
        if (usesLeft.filter(uses -> uses < 0).isPresent()) {
            throw new IllegalArgumentException("uses left: expected 0 or more");
        }
    }

    @Override
    public InitialAccessTokenHash key() {
        return hash;
    }

    @Override
    public Instant retainUntil() {
        return expiresAt.orElse(Times.FOREVER);
    }
}
