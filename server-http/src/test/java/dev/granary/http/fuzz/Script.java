package dev.granary.http.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Requests as a file holds them: one character for each byte, parted by lines of {@code %%}. {@code {code}} stands for
 * the live value of that name, {@code {code!7}} for the same with its seventh character changed, and {@code {length}} for
 * the length of the body.
 */
record Script(String text) {

    private static final int MOST = 8;
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]{3,16})(?:!(\\d{1,3}))?\\}");
    private static final Pattern BREAK = Pattern.compile("\\r?\\n");

    /** The requests, at most eight. */
    List<String> requests() {
        return Arrays.stream(text.split("\\n%%\\n", MOST + 1)).limit(MOST).toList();
    }

    /** A request as it is sent. */
    static String sent(String request, Live live) {
        String filled = PLACE.matcher(request)
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(filled(place, live)));
        int end = endOfHead(filled);
        String body = filled.substring(end);
        return BREAK.matcher(filled.substring(0, end))
                        .replaceAll("\r\n")
                        .replace("{length}", Integer.toString(body.length()))
                + body;
    }

    private static int endOfHead(String request) {
        int bare = request.indexOf("\n\n");
        int full = request.indexOf("\n\r\n");
        if (bare < 0 && full < 0) {
            return request.length();
        }
        return full >= 0 && (bare < 0 || full < bare) ? full + 3 : bare + 2;
    }

    private static String filled(MatchResult place, Live live) {
        return live.value(place.group(1))
                .map(value -> place.group(2) == null ? value : changed(value, Integer.parseInt(place.group(2))))
                .orElse(place.group());
    }

    private static String changed(String value, int at) {
        int index = at % value.length();
        char other = value.charAt(index) == 'A' ? 'B' : 'A';
        return value.substring(0, index) + other + value.substring(index + 1);
    }
}
