package dev.granary.cli.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readers of values, as a file or a flag may spell them. Each throws {@link IllegalArgumentException} saying what was
 * expected. None repeats the value: it may be a secret in the wrong place.
 */
final class Values {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", day());

    private Values() {}

    /** What is wrong, without the field that a value type names. */
    static String wrong(IllegalArgumentException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("has a value that does not fit");
        return message.replaceFirst("^[a-z ]{1,32}: ", "");
    }

    static String text(Object value) {
        if (value instanceof String || value instanceof Number) {
            String text = value.toString().strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        throw new IllegalArgumentException("expected a text");
    }

    static Path path(Object value) {
        // InvalidPathException is an IllegalArgumentException, but its message repeats the value.
        try {
            return Path.of(text(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected the path of a file", e);
        }
    }

    static boolean flag(Object value) {
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    /** Reads a port; 0 stands for any that is free. */
    static int port(Object value) {
        return number(value, 0, 65_535);
    }

    /** Reads how many there may be. */
    static Function<Object, Integer> count(int most) {
        return value -> number(value, 1, most);
    }

    /** Reads a whole number within the bounds. */
    static Function<Object, Integer> number(int least, int most) {
        return value -> number(value, least, most);
    }

    /** Reads whole seconds, minutes, hours or days within the bounds. */
    static Function<Object, Duration> duration(String least, String most) {
        return value -> {
            Duration duration = duration(value.toString());
            if (duration.compareTo(duration(least)) < 0 || duration.compareTo(duration(most)) > 0) {
                throw new IllegalArgumentException("expected " + least + " to " + most);
            }
            return duration;
        };
    }

    /** Reads a list, or one value in the stead of a list of one. */
    static <T> Function<Object, List<T>> list(Function<Object, T> reader) {
        return value -> (value instanceof Collection<?> many ? List.copyOf(many) : List.of(value))
                .stream().map(reader).toList();
    }

    /** Reads a mapping, or a flag's text of pairs such as {@code name=corp,issuer=https://login.example.com}. */
    static Map<String, Object> mapping(Object value) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> mapping.put(String.valueOf(name), inner));
        } else if (value instanceof String text) {
            List.of(text.split(",")).forEach(pair -> put(mapping, pair));
        } else {
            throw new IllegalArgumentException("expected keys with values");
        }
        return mapping;
    }

    private static int number(Object value, int least, int most) {
        String text = value.toString();
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("expected a number from " + least + " to " + most);
        }
        return number;
    }

    private static void put(Map<String, Object> mapping, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("expected key=value pairs parted by commas");
        }
        String name = pair.substring(0, equals).strip();
        if (mapping.put(name, pair.substring(equals + 1)) != null) {
            throw new IllegalArgumentException("expected each key once, got " + name + " twice");
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number with its unit, s, m, h or d");
        }
        return UNITS.getOrDefault(matcher.group(2), Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1)));
    }

    private static Duration day() {
        return Duration.ofDays(1);
    }
}
