package dev.granary.http.redirect;

import dev.granary.client.Client;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares redirect URIs: letter by letter (RFC 9700 section 2.1), but for the port of a loopback URI of a public client,
 * which the operating system chose (RFC 8252 section 7.3).
 */
public final class RedirectUris {

    private RedirectUris() {}

    /**
     * Whether the client may be sent to {@code requested}. It is that URI, with its port, that everything goes to.
     */
    public static boolean admits(Client client, String requested) {
        List<String> registered = client.metadata().redirectUris();
        return registered.contains(requested)
                || (client.isPublic() && registered.stream().anyMatch(one -> differOnlyInPort(one, requested)));
    }

    private static boolean differOnlyInPort(String registered, String requested) {
        Optional<URI> one = loopback(registered);
        Optional<URI> other = loopback(requested);
        return one.isPresent() && other.isPresent() && sameButPort(one.get(), other.get());
    }

    private static boolean sameButPort(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost())
                && Objects.equals(one.getRawPath(), other.getRawPath())
                && Objects.equals(one.getRawQuery(), other.getRawQuery());
    }

    private static Optional<URI> loopback(String text) {
        return SecureUris.parse(text)
                .filter(SecureUris::isLoopbackHttp)
                .filter(SecureUris::isSecure)
                .filter(uri -> !uri.getHost().toLowerCase(Locale.ROOT).endsWith(".localhost"))
                .filter(uri -> uri.getPort() <= 65_535 && !uri.getRawAuthority().endsWith(":"));
    }
}
