package dev.granary.record;

import java.util.Collection;
import java.util.List;

/** What every text that enters a record must keep to. For the constructors of value types. */
public final class Text {

    /** Which of the first characters are base64url's; a look is cheaper than comparisons that nobody can foresee. */
    private static final boolean[] BASE64_URL = base64Url();

    private Text() {}

    /**
     * Returns {@code value} if it has 1 to {@code max} characters, no NUL and no unpaired surrogate: texts that some
     * store would cut, refuse or silently change.
     *
     * @throws IllegalArgumentException naming {@code field}, never the value
     */
    public static String require(String field, String value, int max) {
        if (value.isEmpty() || value.length() > max) {
            throw new IllegalArgumentException(field + ": expected 1 to " + max + " characters, got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // Nearly every character is of this sort.
            if (c == 0 || c >= Character.MIN_SURROGATE) {
                i += requireStorable(field, value, i);
            }
        }
        return value;
    }

    /**
     * Returns {@code value} if it is exactly {@code length} characters of base64url (RFC 4648 section 5).
     *
     * @throws IllegalArgumentException naming {@code field}, never the value
     */
    public static String requireBase64Url(String field, String value, int length) {
        boolean fits = value.length() == length;
        for (int i = 0; fits && i < length; i++) {
            fits = isBase64Url(value.charAt(i));
        }
        if (!fits) {
            throw new IllegalArgumentException(field + ": expected " + length + " characters of base64url");
        }
        return value;
    }

    /**
     * Returns a copy of {@code values} if each keeps to {@link #require}.
     *
     * @throws IllegalArgumentException naming {@code field}, never a value
     */
    public static List<String> requireAll(String field, Collection<String> values, int max) {
        values.forEach(value -> require(field, value, max));
        return List.copyOf(values);
    }

    /**
     * Returns {@code value} if it is a configured name: 1 to 64 of a-z, 0-9 and '-', not beginning or ending with '-'.
     *
     * @throws IllegalArgumentException naming {@code field}, never the value
     */
    public static String requireName(String field, String value) {
        if (value.length() > 64 || !value.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    field + ": expected 1 to 64 of a-z, 0-9 and '-', not beginning or ending with '-'");
        }
        return value;
    }

    private static boolean[] base64Url() {
        boolean[] taken = new boolean[128];
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            taken[c] = true;
        }
        return taken;
    }

    private static boolean isBase64Url(char c) {
        return c < BASE64_URL.length && BASE64_URL[c];
    }

    private static int requireStorable(String field, String value, int i) {
        char c = value.charAt(i);
        if (c == 0) {
            throw new IllegalArgumentException(field + ": NUL at " + i + "; remove it");
        }
        if (!Character.isSurrogate(c)) {
            return 0;
        }
        boolean paired =
                Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
        if (!paired) {
            throw new IllegalArgumentException(field + ": unpaired surrogate at " + i + "; send well-formed Unicode");
        }
        return 1;
    }
}
