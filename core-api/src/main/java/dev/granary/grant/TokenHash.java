package dev.granary.grant;

import dev.granary.record.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether both are the same; takes the same time either way. */
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }
}
