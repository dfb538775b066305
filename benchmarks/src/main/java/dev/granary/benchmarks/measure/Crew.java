package dev.granary.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that do the work. */
public final class Crew implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "crew");
        thread.setDaemon(true);
        return thread;
    });

    /** A crew that rests. */
    public Crew() {}

    /** How often a second {@code lanes} threads together do {@code step}. */
    public double perSecond(Step step, int lanes, Duration time) {
        return run(lanes, time, (lane, shift) -> pace(step, lane, shift)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** How long each call takes while {@code lanes} threads do {@code step}. */
    public Latencies latencies(Step step, int lanes, Duration time) {
        return Latencies.of(run(lanes, time, (lane, shift) -> times(step, lane, shift)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static double pace(Step step, Lane lane, Shift shift) throws Exception {
        shift.begin.await();
        long from = System.nanoTime();
        long done = 0;
        do {
            lane.keep(step.run(lane));
            done++;
        } while (!shift.over);
        return done * 1e9 / (System.nanoTime() - from);
    }

    private static List<Long> times(Step step, Lane lane, Shift shift) throws Exception {
        shift.begin.await();
        List<Long> nanos = new ArrayList<>(100_000);
        do {
            long from = System.nanoTime();
            lane.keep(step.run(lane));
            nanos.add(System.nanoTime() - from);
        } while (!shift.over);
        return nanos;
    }

    private <T> List<T> run(int lanes, Duration time, Work<T> work) {
        Shift shift = new Shift();
        List<Future<T>> running = new ArrayList<>();
        for (int number = 0; number < lanes; number++) {
            Lane lane = new Lane(number, lanes);
            running.add(threads.submit(() -> work.run(lane, shift)));
        }
        try {
            shift.begin.countDown();
            Thread.sleep(time.toMillis());
            shift.over = true;
            List<T> results = new ArrayList<>();
            for (Future<T> thread : running) {
                results.add(thread.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shift {

        private final CountDownLatch begin = new CountDownLatch(1);
        private volatile boolean over;
    }

    private interface Work<T> {

        T run(Lane lane, Shift shift) throws Exception;
    }
}
