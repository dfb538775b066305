package com.example.granary.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How keys are spelled. Each part stands behind its length, so two lists of parts never meet, whatever is in them, and
 * what begins with the same parts is together in a sorted map.
 */
final class Spelling {

    private Spelling() {}

    static String of(String... parts) {
        return of(List.of(parts));
    }

    static String of(List<String> parts) {
        return parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining());
    }

    /** How many keys there are of each first part. */
    static Map<String, Long> countByFirst(Map<String, ?> spelled) {
        return spelled.keySet().stream().collect(Collectors.groupingBy(Spelling::first, Collectors.counting()));
    }

    private static String first(String spelled) {
        int colon = spelled.indexOf(':');
        return spelled.substring(colon + 1, colon + 1 + Integer.parseInt(spelled.substring(0, colon)));
    }
}
