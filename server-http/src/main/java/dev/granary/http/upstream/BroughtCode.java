package dev.granary.http.upstream;

import dev.granary.pkce.CodeVerifier;
import java.util.Optional;

/**
 * The code that a browser brought back from an upstream, and what is kept of the login that it belongs to. Never prints
 * itself.
 *
 * @param code the code
 * @param verifier our verifier (RFC 7636)
 * @param nonce our nonce
 * @param clientId who we were when the login was begun, and who alone can redeem it; if that is not known, who we are
 */
public record BroughtCode(String code, CodeVerifier verifier, String nonce, Optional<String> clientId) {

    @Override
    public String toString() {
        return "BroughtCode[…]";
    }
}
