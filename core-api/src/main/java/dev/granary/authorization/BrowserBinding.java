package dev.granary.authorization;

import dev.granary.record.Sha256;
import dev.granary.record.Text;

/**
 * The SHA-256 hash of a secret that the browser which began a login holds, in a cookie.
 *
 * @param value 43 characters of base64url
 */
public record BrowserBinding(String value) {

    /** @throws IllegalArgumentException if it is not 43 characters of base64url */
    public BrowserBinding {
        Text.requireBase64Url("browser binding", value, 43);
    }

    /** The binding to the browser that holds this secret. */
    public static BrowserBinding of(String secret) {
        return new BrowserBinding(Sha256.base64Url(secret));
    }

    /** Whether this binds to the browser that holds {@code secret}; takes the same time either way. */
    public boolean matches(String secret) {
        return Sha256.isEqual(value, Sha256.base64Url(secret));
    }
}
