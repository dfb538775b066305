package dev.granary.tck;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Walks of random steps: taken one after the other, shrunk if they fail, and printed so that they can be pasted.
 *
 * @param again the call that takes a walk again, step by step as they are spelled
 * @param course takes a walk, and fails where it is not answered as expected
 * @param <S> a step, which spells itself as its text
 */
record Walks<S>(String again, Consumer<List<S>> course) {

    /** Takes this walk; if it fails, the shortest that fails too is what the failure shows. */
    void take(List<S> steps) {
        if (fails(steps)) {
            show(Shrinking.of(steps, this::fails));
        }
    }

    /** Takes a walk that failed once, as it is. */
    void show(List<S> steps) {
        try {
            course.accept(steps);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\n\nThe shortest such walk, to be pasted into the contract's test class:\n\n"
                            + pasted(steps),
                    e);
        }
    }

    private boolean fails(List<S> steps) {
        try {
            course.accept(steps);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private String pasted(List<S> steps) {
        String spelled =
                steps.stream().map(step -> "            \"" + step + "\"").collect(Collectors.joining(",\n"));
        return "    @Test\n    void walk(Kit kit) {\n        " + again + "(\n            kit,\n" + spelled
                + ");\n    }\n";
    }
}
