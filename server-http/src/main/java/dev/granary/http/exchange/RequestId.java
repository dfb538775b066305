package dev.granary.http.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is called in logs and in its answer: what the sender calls it, if that is short and harmless, else the
 * trace that it belongs to (W3C Trace Context section 3.2), else 64 random bits. It proves nothing.
 *
 * @param value up to 64 characters of {@code A-Z a-z 0-9 . _ ~ : = + / -}
 */
public record RequestId(String value) {

    /** The header field that it is read from and answered in. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._~:=+/-]{1,64}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** @throws IllegalArgumentException if it is too long or has other characters */
    public RequestId {
        if (!HARMLESS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "request id: expected 1 to 64 characters of A-Z a-z 0-9 . _ ~ : = + / -");
        }
    }

    /** The id of this request. A header field that is sent twice or is not well-formed counts as not sent. */
    public static RequestId of(HttpServletRequest request, RandomGenerator random) {
        return only(request, HEADER)
                .filter(sent -> HARMLESS.matcher(sent).matches())
                .or(() -> only(request, "traceparent").flatMap(RequestId::trace))
                .map(RequestId::new)
                .orElseGet(() -> new RequestId(HexFormat.of().toHexDigits(random.nextLong())));
    }

    private static Optional<String> trace(String parent) {
        Matcher matcher = TRACE_PARENT.matcher(parent);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> only(HttpServletRequest request, String name) {
        var values = request.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return Optional.empty();
        }
        String first = values.nextElement();
        return values.hasMoreElements() ? Optional.empty() : Optional.of(first);
    }
}
