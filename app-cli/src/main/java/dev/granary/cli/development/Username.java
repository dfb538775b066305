package dev.granary.cli.development;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name that somebody typed.
 *
 * @param typed 1 to 64 characters, none of them a control character
 */
record Username(String typed) {

    private static final int LONGEST = 64;

    /** The name, unless it is none. */
    static Optional<Username> of(String text) {
        String name = text.strip();
        boolean fits = !name.isEmpty()
                && name.length() <= LONGEST
                && name.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        return fits ? Optional.of(new Username(name)) : Optional.empty();
    }

    /** The same name is the same subject, also after a restart; ASCII, as OpenID Connect wants it. */
    String subject() {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8);
    }

    /** An address that leads nowhere, for names that can have one. */
    Optional<String> email() {
        return typed.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? Optional.of(typed + "@example.com") : Optional.empty();
    }
}
