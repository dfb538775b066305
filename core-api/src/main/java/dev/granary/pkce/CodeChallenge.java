package dev.granary.pkce;

import dev.granary.record.Sha256;
import dev.granary.record.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * An S256 code challenge (RFC 7636 section 4.2). There is no type for any other method.
 *
 * @param value 43 characters of base64url: the SHA-256 hash of the verifier
 */
public record CodeChallenge(String value) {

    /** @throws IllegalArgumentException if it is not 43 characters of base64url */
    public CodeChallenge {
        Text.requireBase64Url("code_challenge", value, 43);
    }

    /** The challenge that this verifier answers. */
    public static CodeChallenge of(CodeVerifier verifier) {
        return new CodeChallenge(Sha256.base64Url(verifier.value()));
    }

    /** Whether the verifier answers this challenge; takes the same time either way. */
    public boolean isAnsweredBy(CodeVerifier verifier) {
        return MessageDigest.isEqual(
                of(verifier).value.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
    }
}
