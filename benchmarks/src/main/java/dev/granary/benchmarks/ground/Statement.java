package dev.granary.benchmarks.ground;

import java.util.List;

/**
 * A statement as a storage sent it.
 *
 * @param text the statement, its parameters as question marks
 * @param parameters what they were bound to
 */
record Statement(String text, List<Object> parameters) {

    /** Copies the list. */
    Statement {
        parameters = List.copyOf(parameters);
    }
}
