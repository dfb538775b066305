package dev.granary.scope;

import dev.granary.record.Text;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A resource indicator (RFC 8707): an absolute http or https URI with a host and without a fragment.
 *
 * @param uri as the client spelled it, up to 2,048 characters; compared letter by letter
 */
public record Resource(String uri) implements Comparable<Resource> {

    /** @throws IllegalArgumentException if it is not such a URI */
    public Resource {
        Text.require("resource", uri, 2048);
        if (!isAbsolute(uri)) {
            throw new IllegalArgumentException("resource: expected an absolute http or https URI without a fragment,"
                    + " such as https://api.example.com/");
        }
    }

    @Override
    public int compareTo(Resource other) {
        return uri.compareTo(other.uri);
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
