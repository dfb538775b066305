package dev.granary.benchmarks.report;

/** What was expected of a number, and whether it came. Nothing fails if it did not. */
public final class Expectation {

    private Expectation() {}

    /** At least this much. */
    public static String atLeast(double least, double measured) {
        return "≥ " + Figures.ratio(least) + ": " + met(measured >= least);
    }

    /** At most this much. */
    public static String atMost(double most, double measured) {
        return "≤ " + Figures.shortly(most) + ": " + met(measured <= most);
    }

    private static String met(boolean met) {
        return met ? "met" : "**not met**";
    }
}
