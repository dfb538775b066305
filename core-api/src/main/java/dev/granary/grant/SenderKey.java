package dev.granary.grant;

import dev.granary.record.Text;

/**
 * The key that a sender must prove: {@code jkt}, the JWK thumbprint of RFC 9449 section 6.
 *
 * @param thumbprint 43 characters of base64url
 */
public record SenderKey(String thumbprint) {

    /** @throws IllegalArgumentException if the text is not 43 characters of base64url */
    public SenderKey {
        Text.requireBase64Url("jkt", thumbprint, 43);
    }
}
