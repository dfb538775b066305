package dev.granary.registration;

import dev.granary.record.RecordKey;
import dev.granary.record.Sha256;
import dev.granary.record.Text;
import java.util.List;

/**
 * The SHA-256 hash of an initial access token. The token itself is not kept.
 *
 * @param value 43 characters of base64url
 */
public record InitialAccessTokenHash(String value) implements RecordKey {

    /** @throws IllegalArgumentException if it is not 43 characters of base64url */
    public InitialAccessTokenHash {
        Text.requireBase64Url("initial access token hash", value, 43);
    }

    /** The hash of this token. */
    public static InitialAccessTokenHash of(String token) {
        return new InitialAccessTokenHash(Sha256.base64Url(token));
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
