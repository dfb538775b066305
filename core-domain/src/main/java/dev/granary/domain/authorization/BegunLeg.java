package dev.granary.domain.authorization;

import dev.granary.pkce.CodeChallenge;

/**
 * What goes to the upstream with the browser. Never prints itself.
 *
 * @param state the {@code state} parameter, 256 random bits
 * @param nonce the OpenID Connect nonce, 256 random bits
 * @param challenge the S256 challenge of a verifier that stays with us, sealed
 */
public record BegunLeg(String state, String nonce, CodeChallenge challenge) {

    @Override
    public String toString() {
        return "BegunLeg[…]";
    }
}
