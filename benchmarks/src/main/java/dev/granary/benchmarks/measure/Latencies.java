package dev.granary.benchmarks.measure;

import java.util.Collection;
import java.util.List;

/** How long the calls of one measurement took, in nanoseconds, sorted. */
public final class Latencies {

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(List<List<Long>> lanes) {
        return new Latencies(lanes.stream()
                .flatMap(Collection::stream)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray());
    }

    /** The time within which this share of the calls was done, in nanoseconds. */
    public double within(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
    }
}
