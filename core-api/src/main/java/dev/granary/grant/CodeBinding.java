package dev.granary.grant;

import dev.granary.pkce.CodeChallenge;
import dev.granary.record.Text;
import java.util.Optional;

/**
 * What who redeems the code must show (RFC 6749 section 4.1.3, RFC 7636 section 4.6).
 *
 * @param redirectUri exactly as the authorization request had it, up to 2,048 characters
 * @param challenge the S256 challenge
 * @param nonce what the ID token must repeat (OpenID Connect Core section 3.1.2.1), up to 2,048 characters
 */
public record CodeBinding(String redirectUri, CodeChallenge challenge, Optional<String> nonce) {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public CodeBinding {
        Text.require("redirect_uri", redirectUri, 2048);
        nonce.ifPresent(text -> Text.require("nonce", text, 2048));
    }
}
