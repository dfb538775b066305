package dev.granary.http.exchange;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.outcome.RefusedException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes values of servlet requests. It never lets the container parse parameters: that is done once, strictly. */
public final class RequestReader {

    private static final int MOST_DRAINED = 1 << 20;

    private RequestReader() {}

    /**
     * Reads a request to its end.
     *
     * @param path the path below the issuer's
     * @param limits how large it may be
     * @throws TooLargeException if its body is too large, however it is sent, or its query and header fields are
     * @throws RefusedException if its body is not UTF-8, or it breaks off or is malformed
     */
    public static Request read(HttpServletRequest request, String path, RequestLimits limits) {
        String body = body(request, limits.body());
        return new Request(
                request.getMethod(),
                path,
                Optional.ofNullable(request.getQueryString()),
                headers(request, limits.headers()),
                cookies(request),
                body,
                Optional.ofNullable(request.getRemoteAddr()).orElse("unknown"),
                limits);
    }

    private static String body(HttpServletRequest request, int most) {
        byte[] bytes = bytes(request, most);
        if (bytes.length > most) {
            throw TooLargeException.body(most);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RefusedException.of(OAuth2Error.INVALID_REQUEST, "the body is not UTF-8");
        }
    }

    /** One byte more than is taken, if there are that many. */
    private static byte[] bytes(HttpServletRequest request, int most) {
        try {
            InputStream in = request.getInputStream();
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                drain(in);
            }
            return bytes;
        } catch (IOException e) {
            throw RefusedException.of(OAuth2Error.INVALID_REQUEST, "the body breaks off or is malformed");
        }
    }

    /** Who is still sending when the connection closes may never see the answer. */
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        int drained = 0;
        int read = in.read(buffer);
        while (read > 0 && drained < MOST_DRAINED) {
            drained += read;
            read = in.read(buffer);
        }
    }

    private static Map<String, List<String>> headers(HttpServletRequest request, int most) {
        Map<String, List<String>> headers = new HashMap<>();
        long size = Optional.ofNullable(request.getQueryString()).orElse("").length();
        for (String name : Collections.list(request.getHeaderNames())) {
            List<String> values = Collections.list(request.getHeaders(name));
            size += values.stream()
                    .mapToLong(value -> name.length() + value.length())
                    .sum();
            headers.put(name.toLowerCase(Locale.ROOT), values);
        }
        if (size > most) {
            throw TooLargeException.headers(most);
        }
        return headers;
    }

    /**
     * Of several cookies of one name the first counts: browsers send the most specific one first (RFC 6265). Quotes around
     * a value do not count; some clients put them there, and some containers leave them to us.
     */
    private static Map<String, String> cookies(HttpServletRequest request) {
        Map<String, String> cookies = new HashMap<>();
        for (Cookie cookie : Optional.ofNullable(request.getCookies()).orElse(new Cookie[0])) {
            String value = Optional.ofNullable(cookie.getValue()).orElse("");
            cookies.putIfAbsent(
                    cookie.getName(), value.matches("\".*\"") ? value.substring(1, value.length() - 1) : value);
        }
        return cookies;
    }
}
