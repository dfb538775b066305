package dev.granary.grant;

import dev.granary.record.Sha256;
import dev.granary.record.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The SHA-256 hash of a whole code or refresh token. Records and ports see nothing else of it.
 *
 * @param value 43 characters of base64url
 */
public record TokenHash(String value) {

    /** @throws IllegalArgumentException if the text is not 43 characters of base64url */
    public TokenHash {
        Text.requireBase64Url("token hash", value, 43);
    }

    /** Hashes a token as it was sent. */
    public static TokenHash of(String token) {
        return new TokenHash(Sha256.base64Url(token));
    }

    /** Whether both are the same; takes the same time either way. */
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }
}
