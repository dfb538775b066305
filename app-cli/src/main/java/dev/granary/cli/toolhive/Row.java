package dev.granary.cli.toolhive;

import dev.granary.http.json.JsonObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row: a key, and a JSON object of which a field that is missing, null or zero is unset, as Go's decoder takes it.
 *
 * @param key the key, prefix and kind taken away
 * @param members the members of the object
 * @param life how long the row still lives; unset means forever
 */
record Row(String key, Map<String, Object> members, Optional<Duration> life) {

    /** @throws DamagedRowException if the text is no JSON object */
    static Row of(String key, String text, Optional<Duration> life) {
        return new Row(
                key,
                JsonObjects.parse(text).orElseThrow(() -> new DamagedRowException("expected a JSON object")),
                life);
    }

    /** A text. @throws DamagedRowException if it is unset or something else */
    String text(String name) {
        return find(name).orElseThrow(() -> new DamagedRowException(name + ": expected a text"));
    }

    /** A text, unless it is unset. @throws DamagedRowException if it is something else */
    Optional<String> find(String name) {
        return member(name, String.class, "a text").filter(text -> !text.isEmpty());
    }

    /** A time, unless it is unset. @throws DamagedRowException if it is no number of seconds */
    Optional<Instant> time(String name) {
        Optional<Long> seconds = member(name, Long.class, "whole seconds").filter(number -> number != 0);
        try {
            return seconds.map(Instant::ofEpochSecond).filter(time -> time.isAfter(Instant.EPOCH));
        } catch (RuntimeException e) {
            throw new DamagedRowException(name + ": expected seconds since 1970");
        }
    }

    /** Texts; none if unset. @throws DamagedRowException if it is something else */
    List<String> texts(String name) {
        List<?> values = member(name, List.class, "a list of texts").orElse(List.of());
        if (!values.stream().allMatch(String.class::isInstance)) {
            throw new DamagedRowException(name + ": expected a list of texts");
        }
        return values.stream().map(String.class::cast).toList();
    }

    /** A flag; false if unset. @throws DamagedRowException if it is something else */
    boolean flag(String name) {
        return member(name, Boolean.class, "true or false").orElse(false);
    }

    private <T> Optional<T> member(String name, Class<T> type, String what) {
        Optional<Object> value = Optional.ofNullable(members.get(name));
        if (!value.map(type::isInstance).orElse(true)) {
            throw new DamagedRowException(name + ": expected " + what);
        }
        return value.map(type::cast);
    }

    /** Without the members. */
    @Override
    public String toString() {
        return "Row[…]";
    }
}
