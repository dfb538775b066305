package dev.granary.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One mapping of the configuration. Every key that is asked for is known; {@link #close} complains of the others. For one
 * thread.
 */
final class Section {

    private final String path;
    private final Map<String, Object> values;
    private final Faults faults;
    private final Set<String> known = new TreeSet<>();

    Section(String path, Map<String, Object> values, Faults faults) {
        this.path = path;
        this.values = values;
        this.faults = faults;
    }

    /** The setting's value; empty if it is not there, and after a fault. */
    <T> Optional<T> find(Setting<T> setting) {
        known.add(setting.name());
        return Optional.ofNullable(values.get(setting.name())).flatMap(value -> read(setting, value));
    }

    /** The setting's value; not to be there is a fault. */
    <T> Optional<T> require(Setting<T> setting) {
        if (!has(setting.name())) {
            fault(setting.name(), "is missing", setting.remedy());
        }
        return find(setting);
    }

    /** Whether there is a value, other than an empty list. */
    boolean has(String name) {
        return !List.of().equals(Optional.ofNullable(values.get(name)).orElse(List.of()));
    }

    /** A section inside of this one, without any value if it is not there. */
    Section section(String name) {
        known.add(name);
        Map<String, Object> inner = Optional.ofNullable(values.get(name))
                .flatMap(value -> mapping(name, value))
                .orElse(Map.of());
        return new Section(key(name), inner, faults);
    }

    /** What the function makes of each section in a list; those with faults are left out. */
    <T> List<T> sections(String name, Function<Section, Optional<T>> function) {
        known.add(name);
        Object value = Optional.ofNullable(values.get(name)).orElse(List.of());
        List<T> made = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String at = name + "[" + i + "]";
                mapping(at, list.get(i))
                        .flatMap(inner -> function.apply(new Section(key(at), inner, faults)))
                        .ifPresent(made::add);
            }
        } else {
            fault(name, "expected a list", "write each after a dash");
        }
        return made;
    }

    void fault(String name, String wrong, String remedy) {
        faults.add(key(name), wrong, remedy);
    }

    /** Complains of every key that nobody asked for. */
    void close() {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> fault(name, "is no key here", new Suggestion(known).instead(name)));
    }

    private <T> Optional<T> read(Setting<T> setting, Object value) {
        try {
            return Optional.of(setting.reader().apply(value));
        } catch (IllegalArgumentException e) {
            fault(setting.name(), Values.wrong(e), setting.remedy());
            return Optional.empty();
        }
    }

    private Optional<Map<String, Object>> mapping(String at, Object value) {
        try {
            return Optional.of(Values.mapping(value));
        } catch (IllegalArgumentException e) {
            fault(at, Values.wrong(e), "for example name: corp");
            return Optional.empty();
        }
    }

    private String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
