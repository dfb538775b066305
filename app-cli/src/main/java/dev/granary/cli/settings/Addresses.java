package dev.granary.cli.settings;

import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.Optional;

/** Which URIs and hosts may stand for whom. Nothing is looked up: a name that resolves to loopback today may not tomorrow. */
public final class Addresses {

    private Addresses() {}

    /** Whether nobody but this machine reaches the host. */
    public static boolean isLoopback(String host) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return SecureUris.parse("http://" + (bare ? "[" + host + "]" : host))
                .filter(SecureUris::isLoopback)
                .isPresent();
    }

    /** An address that secrets may be sent to: https, or http on loopback. */
    static URI secure(Object value) {
        return SecureUris.parse(Values.text(value))
                .filter(SecureUris::isSecure)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected an https URI, or http on loopback, without user and fragment"));
    }

    /** An issuer (RFC 8414 section 2): https, or http on loopback. */
    static URI issuer(Object value) {
        URI uri = foreignIssuer(value);
        if (Optional.ofNullable(uri.getRawPath()).orElse("").endsWith("/")) {
            throw new IllegalArgumentException("expected an https URI, or http on loopback, without user, query,"
                    + " fragment and slash at its end");
        }
        return uri;
    }

    /** Another's issuer, as that spells it: some end with a slash. */
    static URI foreignIssuer(Object value) {
        return SecureUris.parse(Values.text(value))
                .filter(uri -> SecureUris.isSecure(uri) && uri.getRawQuery() == null)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected an https URI, or http on loopback, without user, query and fragment"));
    }

    /** An endpoint: https, or http on loopback. */
    static URI endpoint(Object value) {
        return SecureUris.parse(Values.text(value))
                .filter(SecureUris::isSecure)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected an https URI, or http on loopback, without user and fragment"));
    }
}
