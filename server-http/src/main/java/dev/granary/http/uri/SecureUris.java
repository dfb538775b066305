package dev.granary.http.uri;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Tells URIs that may carry secrets: https to any host, plain http only on loopback (RFC 8252 section 7.3). */
public final class SecureUris {

    private SecureUris() {}

    /** Reads an absolute URI. Empty for whatever is none. */
    public static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether it is https with a host, or http on loopback, without userinfo and fragment. */
    public static boolean isSecure(URI uri) {
        boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        return plain && ("https".equalsIgnoreCase(uri.getScheme()) || isLoopbackHttp(uri));
    }

    /** Whether it is plain http on this very machine. */
    public static boolean isLoopbackHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri);
    }

    /** Whether its host is this very machine: {@code localhost}, a name below it, {@code 127.0.0.0/8}, {@code ::1}. */
    public static boolean isLoopback(URI uri) {
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || isIn127(host);
    }

    /** Whether both have the same scheme, host and port. */
    public static boolean isSameOrigin(URI one, URI other) {
        return one.getPort() == other.getPort()
                && String.valueOf(one.getScheme()).equalsIgnoreCase(String.valueOf(other.getScheme()))
                && String.valueOf(one.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()));
    }

    private static boolean isIn127(String host) {
        String octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
        return host.matches("127(\\." + octet + "){3}");
    }
}
