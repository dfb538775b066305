package dev.granary.scope;

import dev.granary.record.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.SortedSet;

/**
 * A resource indicator (RFC 8707): an absolute http or https URI with a host and without a fragment.
 *
 * @param uri as the client spelled it, up to 2,048 characters; compared letter by letter
 */
public record Resource(String uri) implements Comparable<Resource> {

    private static final String HTTPS = "https://";

    /** @throws IllegalArgumentException if it is not such a URI */
    public Resource {
        Text.require("resource", uri, 2048);
        if (!isPlain(uri) && !isAbsolute(uri)) {
            throw new IllegalArgumentException("resource: expected an absolute http or https URI without a fragment,"
                    + " such as https://api.example.com/");
        }
    }

    @Override
    public int compareTo(Resource other) {
        return uri.compareTo(other.uri);
    }

    /** The immutable set of these, sorted; a set that was made here is returned as it is. */
    public static SortedSet<Resource> setOf(Collection<Resource> resources) {
        return SortedValues.copyOf(resources);
    }

    /** Whether it is of the form that nearly all are of. Whatever is, is absolute, and seen to be without a parser. */
    private static boolean isPlain(String text) {
        if (!text.startsWith(HTTPS)) {
            return false;
        }
        int at = HTTPS.length();
        boolean begins = true;
        for (; at < text.length() && text.charAt(at) != '/'; at++) {
            char c = text.charAt(at);
            boolean isLetter = c >= 'a' && c <= 'z';
            boolean parts = c == '.' || c == '-';
            if (begins ? !isLetter : !(isLetter || isDigit(c) || parts)) {
                return false;
            }
            begins = parts;
        }
        return !begins && isPlainPath(text, at);
    }

    private static boolean isPlainPath(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !isDigit(c) && "/-._~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAbsolute(String text) {
        try {
            URI parsed = new URI(text);
            String scheme = parsed.getScheme();
            return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
                    && parsed.getHost() != null
                    && parsed.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
