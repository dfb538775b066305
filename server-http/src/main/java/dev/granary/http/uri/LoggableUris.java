package dev.granary.http.uri;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URIs as they may stand in a log or a message: without userinfo, query and fragment, which may be secret. */
public final class LoggableUris {

    private static final Pattern URL = Pattern.compile("(?i)\\b(https?|rediss?)://[^\\s\"'<>]+");
    private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!)\\]}]+$");

    private LoggableUris() {}

    /** Host and path of a URI, in printable ASCII. */
    public static String where(URI uri) {
        return Optional.ofNullable(uri.getHost()).orElse("")
                + Optional.ofNullable(uri.getRawPath()).orElse("").replaceAll("[^\\x21-\\x7e]", "?");
    }

    /** A text in which every URL has lost what may be secret; the punctuation after it stays. */
    public static String in(String text) {
        return URL.matcher(text).replaceAll(match -> Matcher.quoteReplacement(bare(match.group())));
    }

    private static String bare(String url) {
        Matcher end = PUNCTUATION.matcher(url);
        String punctuation = end.find() ? end.group() : "";
        String body = url.substring(0, url.length() - punctuation.length());
        String path = body.split("[?#]", 2)[0];
        int authority = path.indexOf("://") + 3;
        int slash = path.indexOf('/', authority);
        int at = path.lastIndexOf('@', slash < 0 ? path.length() : slash);
        return (at < authority ? path : path.substring(0, authority) + path.substring(at + 1)) + punctuation;
    }
}
