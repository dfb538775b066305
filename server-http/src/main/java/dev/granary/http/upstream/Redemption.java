package dev.granary.http.upstream;

import dev.granary.pkce.CodeVerifier;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A code to be redeemed at an upstream (RFC 6749 section 4.1.3, RFC 7636 section 4.5). Never prints itself. */
record Redemption(String code, URI redirectUri, CodeVerifier verifier) {

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", redirectUri.toString());
        fields.put("code_verifier", verifier.value());
        return fields;
    }

    @Override
    public String toString() {
        return "Redemption[…]";
    }
}
