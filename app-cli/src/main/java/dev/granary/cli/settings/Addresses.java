package dev.granary.cli.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which URIs and hosts may stand for whom. Nothing is looked up: a name that resolves to loopback today may not tomorrow. */
public final class Addresses {

    private Addresses() {}

    /** Whether the host is this machine and nobody else can reach it. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    /** Whether the URI is of this machine. */
    public static boolean isLoopback(URI uri) {
        return Optional.ofNullable(uri.getHost()).filter(Addresses::isLoopback).isPresent();
    }

    /** An issuer (RFC 8414 section 2): https, or http on loopback. */
    static URI issuer(Object value) {
        URI uri = parse(Values.text(value));
        boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        boolean ends = Optional.ofNullable(uri.getRawPath()).orElse("").endsWith("/");
        if (!isSafe(uri) || !plain || ends) {
            throw new IllegalArgumentException("expected an https URI, or http on loopback, without user, query,"
                    + " fragment and slash at its end");
        }
        return uri;
    }

    private static boolean isSafe(URI uri) {
        boolean https = "https".equals(uri.getScheme()) && uri.getHost() != null;
        return https || ("http".equals(uri.getScheme()) && isLoopback(uri));
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URI", e);
        }
    }
}
