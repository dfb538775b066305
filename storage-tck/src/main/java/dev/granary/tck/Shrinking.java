package dev.granary.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a failing sequence whatever it fails without. */
final class Shrinking {

    private Shrinking() {}

    /** The sequence without as many of its steps as can be, in chunks first and one by one at last. */
    static <T> List<T> of(List<T> failing, Predicate<List<T>> stillFails) {
        List<T> shortest = failing;
        for (int chunk = Math.max(1, failing.size() / 2); chunk > 0; chunk /= 2) {
            shortest = without(shortest, chunk, stillFails);
        }
        return shortest;
    }

    private static <T> List<T> without(List<T> failing, int chunk, Predicate<List<T>> stillFails) {
        List<T> shortest = failing;
        int from = 0;
        while (from < shortest.size()) {
            List<T> fewer = new ArrayList<>(shortest);
            fewer.subList(from, Math.min(from + chunk, fewer.size())).clear();
            if (stillFails.test(fewer)) {
                shortest = fewer;
            } else {
                from += chunk;
            }
        }
        return shortest;
    }
}
