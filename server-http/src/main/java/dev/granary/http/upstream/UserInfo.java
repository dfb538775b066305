package dev.granary.http.upstream;

import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a provider says who holds an access token (OpenID Connect Core section 5.3), or something like it.
 *
 * @param endpoint where: https, or http on loopback
 * @param method how it is asked
 * @param headers what it wants to be told besides
 * @param fields where its answer says what
 */
public record UserInfo(URI endpoint, Method method, Map<String, String> headers, IdentityFields fields) {

    private static final Set<String> RESERVED = Set.of(
            "authorization", "accept", "connection", "content-length", "content-type", "expect", "host", "upgrade");

    /** How a userinfo endpoint is asked. */
    public enum Method {
        /** With GET. */
        GET,
        /** With POST and an empty body. */
        POST
    }

    /** Copies the map. @throws IllegalArgumentException if a header field is none, or one that is set by itself */
    public UserInfo {
        Map<String, String> copied = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copied.putAll(headers);
        headers = Collections.unmodifiableMap(copied);
        headers.forEach(UserInfo::require);
    }

    /** A place with standard answers. */
    public static UserInfo at(URI endpoint) {
        return new UserInfo(endpoint, Method.GET, Map.of(), IdentityFields.STANDARD);
    }

    /** The same, with answers of this form. */
    public UserInfo saying(IdentityFields where) {
        return new UserInfo(endpoint, method, headers, where);
    }

    /** Without the header fields' values, which may be secret. */
    @Override
    public String toString() {
        return "UserInfo[" + method + " " + endpoint + "]";
    }

    private static void require(String name, String value) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "userinfo headers: expected none that is set by itself, got '" + name + "'");
        }
        if (!value.matches("[\\x20-\\x7e]*")) {
            throw new IllegalArgumentException("userinfo headers: expected printable ASCII in " + name);
        }
    }
}
