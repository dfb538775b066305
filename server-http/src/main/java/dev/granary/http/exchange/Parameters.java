package dev.granary.http.exchange;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.outcome.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query or a form (RFC 6749 appendix B). What is empty counts as not sent; what must not be
 * repeated is refused when it is (section 3.1).
 */
public final class Parameters {

    private static final int LONGEST_NAME = 128;
    private static final Set<String> REPEATABLE = Set.of("resource", "audience");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded} text.
     *
     * @throws RefusedException if it is not well-formed UTF-8, too long, or repeats what must not be repeated
     */
    static Parameters parse(String encoded, RequestLimits limits) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String[] pairs = encoded.split("&", limits.parameters() + 1);
        if (pairs.length > limits.parameters()) {
            throw refused("too many parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), LONGEST_NAME);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), limits.parameter());
            if (!value.isEmpty()) {
                values.computeIfAbsent(name, ignored -> new ArrayList<>(1)).add(value);
            }
        }
        values.forEach(Parameters::requireOnce);
        return new Parameters(values);
    }

    /** The only value of a parameter. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The values of a parameter that may be repeated. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** The value of a parameter that must be there. @throws RefusedException if it is not */
    public String require(String name) {
        return first(name).orElseThrow(() -> refused(name + " is missing"));
    }

    /** All of them, as the SDK takes them. The map is the caller's. */
    public Map<String, List<String>> toMap() {
        return new LinkedHashMap<>(values);
    }

    private static void requireOnce(String name, List<String> given) {
        if (given.size() > 1 && !REPEATABLE.contains(name)) {
            throw refused("a parameter is repeated");
        }
    }

    private static String decode(String text, int longest) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(octet(text, i));
                i += 2;
            } else if (c > 0x20 && c < 0x7f) {
                bytes.put((byte) (c == '+' ? ' ' : c));
            } else {
                throw refused("a parameter is not percent-encoded");
            }
        }
        return requireText(bytes.flip(), longest);
    }

    private static byte octet(String text, int percent) {
        int high = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(percent + 2), 16);
        if (low < 0) {
            throw refused("a parameter is not percent-encoded");
        }
        return (byte) (high * 16 + low);
    }

    private static String requireText(ByteBuffer bytes, int longest) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.length() > longest || text.indexOf(0) >= 0) {
                throw refused("a parameter is too long or holds a NUL");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw refused("a parameter is not UTF-8");
        }
    }

    private static RefusedException refused(String why) {
        return RefusedException.of(OAuth2Error.INVALID_REQUEST, why);
    }
}
