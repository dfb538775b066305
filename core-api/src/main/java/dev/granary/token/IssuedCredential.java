package dev.granary.token;

import dev.granary.grant.TokenHash;

/** A new code or refresh token: its value, to be released once its hash is stored. Never prints itself. */
public final class IssuedCredential {

    private final String value;
    private final byte[] secret;

    IssuedCredential(String value, byte[] secret) {
        this.value = value;
        this.secret = secret.clone();
    }

    /** What the client gets. */
    public String value() {
        return value;
    }

    /** What the record gets. */
    public TokenHash hash() {
        return TokenHash.of(value);
    }

    /** A copy of the 256 random bits in it, to be sealed for a retry. */
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "IssuedCredential[…]";
    }
}
