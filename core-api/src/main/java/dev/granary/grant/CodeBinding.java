package dev.granary.grant;

import dev.granary.pkce.CodeChallenge;
import dev.granary.record.Text;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * What who redeems the code must show (RFC 6749 section 4.1.3, RFC 7636 section 4.6).
 *
 * @param redirectUri exactly as the authorization request had it, up to 2,048 characters
 * @param challenge the S256 challenge
 * @param nonce what the ID token must repeat (OpenID Connect Core section 3.1.2.1), up to 2,048 characters; gone once a
 *     refresh token was spent
 * @param redirectUriOmitted whether the authorization request left the redirect URI out, so that the token request may
 * @param authenticatedAt when the user authenticated, for the ID token; unset means when the grant was opened
 */
public record CodeBinding(
        String redirectUri,
        CodeChallenge challenge,
        Optional<String> nonce,
        boolean redirectUriOmitted,
        Optional<Instant> authenticatedAt) {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public CodeBinding {
        Text.require("redirect_uri", redirectUri, 2048);
        nonce.ifPresent(text -> Text.require("nonce", text, 2048));
        authenticatedAt = authenticatedAt.map(Times::micros);
    }

    /** The binding of a request that named its redirect URI. */
    public CodeBinding(String redirectUri, CodeChallenge challenge, Optional<String> nonce) {
        this(redirectUri, challenge, nonce, false, Optional.empty());
    }

    /** The same without the nonce, which no ID token repeats after the first (OpenID Connect Core section 12.2). */
    CodeBinding withoutNonce() {
        return new CodeBinding(redirectUri, challenge, Optional.empty(), redirectUriOmitted, authenticatedAt);
    }

    /** Whether a token request may name this redirect URI, or none (RFC 6749 section 4.1.3). */
    public boolean admits(Optional<String> named) {
        return named.map(redirectUri::equals).orElse(redirectUriOmitted);
    }
}
