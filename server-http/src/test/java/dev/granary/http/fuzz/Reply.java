package dev.granary.http.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back over one connection: an answer, or several after each other.
 *
 * @param text one character for each byte
 */
record Reply(String text) {

    private static final Pattern BEGIN = Pattern.compile("(?m)^(?=HTTP/1\\.[01] \\d{3})");
    private static final int STATUS = 9;

    /** Each answer in it. */
    List<Reply> answers() {
        return BEGIN.splitAsStream(text)
                .filter(answer -> answer.startsWith("HTTP/"))
                .map(Reply::new)
                .toList();
    }

    /** The status of the first answer. */
    int status() {
        return Integer.parseInt(text.substring(STATUS, STATUS + 3));
    }

    /** The first field of this name. */
    Optional<String> header(String name) {
        return found(Pattern.compile("(?im)^" + name + ": ([^\\r\\n]*)"));
    }

    /** The value of this cookie. */
    Optional<String> cookie(String name) {
        return found(Pattern.compile("(?im)^Set-Cookie: " + name + "=([^;\\r]+)"));
    }

    /** The first text that this pattern's group matches. */
    Optional<String> found(Pattern pattern) {
        return Optional.of(pattern.matcher(text))
                .filter(Matcher::find)
                .map(MatchResult.class::cast)
                .map(match -> match.group(1));
    }

    /** The value of a text member of a JSON answer. */
    String member(String name) {
        return found(Pattern.compile("\"" + name + "\":\"([^\"]*)\""))
                .orElseThrow(() -> new IllegalStateException(name + " is missing in " + text));
    }

    /** The value of a parameter of where it leads to. */
    String parameter(String name) {
        return found(Pattern.compile("(?im)^Location: [^\\r]*[?&]" + name + "=([^&\\r]*)"))
                .orElseThrow(() -> new IllegalStateException(name + " is missing in " + text));
    }
}
