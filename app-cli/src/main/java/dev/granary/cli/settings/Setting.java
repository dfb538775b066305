package dev.granary.cli.settings;

import java.util.function.Function;

/**
 * One key that a section may have.
 *
 * @param <T> what it is read as
 * @param name as it is written
 * @param reader reads the value, or throws {@link IllegalArgumentException} saying what was expected, without the value
 * @param example a value, as it would be written
 */
record Setting<T>(String name, Function<Object, T> reader, String example) {

    String remedy() {
        return "for example " + name + ": " + example;
    }
}
