package dev.granary.storage.redis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads replies that pair texts. */
final class Pairs {

    private Pairs() {}

    /** A reply of names and values: one after the other, or as pairs under the newer protocol. */
    static Map<String, String> of(@Nullable Object reply) {
        Map<String, String> pairs = new LinkedHashMap<>();
        List<?> items = reply instanceof List<?> ? (List<?>) reply : List.of();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map.Entry<?, ?>) {
                Map.Entry<?, ?> pair = (Map.Entry<?, ?>) items.get(i);
                pairs.put(text(pair.getKey()), text(pair.getValue()));
            } else {
                pairs.put(text(items.get(i)), text(items.get(++i)));
            }
        }
        return pairs;
    }

    /** The lines {@code name:value} of an INFO. */
    static Map<String, String> ofLines(@Nullable Object reply) {
        Map<String, String> pairs = new LinkedHashMap<>();
        text(reply).lines().map(line -> line.split(":", 2)).forEach(parts -> {
            if (parts.length == 2) {
                pairs.put(parts[0], parts[1]);
            }
        });
        return pairs;
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] ? new String((byte[]) bytes, StandardCharsets.UTF_8) : String.valueOf(bytes);
    }
}
