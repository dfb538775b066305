package dev.granary.benchmarks.report;

import java.util.Locale;

/** How numbers are written. */
public final class Figures {

    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;

    private Figures() {}

    /** Three digits or so, with k for thousands and M for millions. */
    public static String shortly(double value) {
        if (value >= MEGA) {
            return digits(value / MEGA) + "M";
        }
        return value >= 10 * KILO ? digits(value / KILO) + "k" : digits(value);
    }

    /** A ratio, with two digits after the point. */
    public static String ratio(double value) {
        return format("%.2f", value);
    }

    /** A share as a percentage. */
    public static String percent(double share) {
        return format("%.0f %%", share * 100);
    }

    /** A whole number with its thousands parted. */
    public static String whole(double value) {
        return format("%,.0f", value);
    }

    /** Nanoseconds as a time. */
    public static String time(double nanos) {
        if (nanos >= MEGA) {
            return digits(nanos / MEGA) + " ms";
        }
        return nanos >= KILO ? digits(nanos / KILO) + " us" : digits(nanos) + " ns";
    }

    private static String digits(double value) {
        return format(value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
