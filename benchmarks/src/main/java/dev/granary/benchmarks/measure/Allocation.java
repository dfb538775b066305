package dev.granary.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Counts what an operation allocates in the thread that calls it. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes a call, once compiled as far as this time allows; the mean of the calls in as much time again. */
    public static double perCall(Step step, Duration time) throws Exception {
        Lane lane = new Lane(0, 1);
        repeat(step, lane, time);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long calls = repeat(step, lane, time);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static long repeat(Step step, Lane lane, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long calls = 0;
        do {
            lane.keep(step.run(lane));
            calls++;
        } while (System.nanoTime() < end);
        return calls;
    }
}
