package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.client.RegistrationError;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which redirect URIs may be registered: https; for public clients also http on loopback and private-use schemes (RFC
 * 8252 section 7).
 */
final class WantedRedirectUris {

    private static final int MOST = 10;
    private static final int LONGEST = 2048;
    private static final Set<String> NEVER = Set.of(
            "about",
            "blob",
            "data",
            "file",
            "filesystem",
            "ftp",
            "http",
            "intent",
            "jar",
            "javascript",
            "mailto",
            "sms",
            "tel",
            "vbscript",
            "view-source",
            "ws",
            "wss");

    private final TokenEndpointAuthMethod method;

    WantedRedirectUris(TokenEndpointAuthMethod method) {
        this.method = method;
    }

    /** Returns them. @throws RefusedException if one may not be registered */
    List<String> require(List<String> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw refused("expected 1 to " + MOST + " redirect_uris");
        }
        wanted.forEach(this::requireOne);
        return wanted.stream().distinct().toList();
    }

    private void requireOne(String text) {
        boolean printable = text.length() <= LONGEST && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        URI uri = SecureUris.parse(printable ? text : "")
                .filter(parsed -> parsed.getRawFragment() == null && parsed.getRawUserInfo() == null)
                .orElseThrow(() -> refused("expected absolute URIs of at most " + LONGEST
                        + " printable characters, without fragment and userinfo"));
        boolean web = SecureUris.isSecure(uri) && !SecureUris.isLoopbackHttp(uri);
        boolean allowed = method == TokenEndpointAuthMethod.NONE
                ? web || SecureUris.isLoopbackHttp(uri) || isPrivateUse(uri)
                : web && !SecureUris.isLoopback(uri);
        if (!allowed) {
            throw refused(
                    method == TokenEndpointAuthMethod.NONE
                            ? "expected https, http on loopback, or a private-use scheme"
                            : "a client with a secret needs https redirect_uris that are not on loopback");
        }
    }

    private static boolean isPrivateUse(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return !scheme.equals("https") && !NEVER.contains(scheme);
    }

    private static RefusedException refused(String why) {
        return RefusedException.of(RegistrationError.INVALID_REDIRECT_URI, why);
    }
}
