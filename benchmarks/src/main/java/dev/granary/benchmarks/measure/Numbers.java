package dev.granary.benchmarks.measure;

import java.util.Arrays;

/** Statistics of a few numbers. */
public final class Numbers {

    private Numbers() {}

    /** The median. */
    public static double median(double... values) {
        return quantile(values, 0.5);
    }

    /** The value that this share of the values is not above; in between by the line. */
    public static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
