package dev.granary.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs callers against each other, each round aligned to within a few nanoseconds: threads that merely start together
 * hardly ever meet. There are as many racers as processors, for more would only queue, and two at least.
 */
public final class Races implements AutoCloseable {

    private static final int SPINS_BEFORE_PARKING = 2_000;
    private static final int SECONDS_PER_ROUND = 60;

    private final ExecutorService threads;
    private final int rounds;
    private final int racers;

    Races(int rounds) {
        this.rounds = rounds;
        this.racers = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.threads = Executors.newCachedThreadPool(Races::daemon);
    }

    /** How many callers a race has, unless it needs another number. */
    public int racers() {
        return racers;
    }

    /** How many rounds a race takes. */
    public int rounds() {
        return rounds;
    }

    /** Rounds of a race that costs many calls: a third. */
    public int fewRounds() {
        return rounds / 3 + 1;
    }

    /** Runs all callers at once and returns what each returned, in their order. What one throws fails the race. */
    public <T> List<T> run(List<Callable<T>> callers) throws InterruptedException {
        AtomicInteger missing = new AtomicInteger(callers.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> caller : callers) {
            running.add(start(caller, missing));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : running) {
            results.add(result(future));
        }
        return results;
    }

    /** Runs two callers at once. */
    public <A, B> Both<A, B> run(Callable<A> first, Callable<B> second) throws InterruptedException {
        AtomicInteger missing = new AtomicInteger(2);
        Future<A> one = start(first, missing);
        Future<B> other = start(second, missing);
        return new Both<>(result(one), result(other));
    }

    /**
     * What two callers returned.
     *
     * @param first what the first did
     * @param second what the second did
     */
    public record Both<A, B>(A first, B second) {}

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Future<T> start(Callable<T> caller, AtomicInteger missing) {
        return threads.submit(() -> {
            missing.decrementAndGet();
            awaitZero(missing);
            return caller.call();
        });
    }

    private static void awaitZero(AtomicInteger missing) {
        for (int spins = 0; missing.get() > 0; spins++) {
            if (spins < SPINS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(1_000);
            }
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get(SECONDS_PER_ROUND, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a racer failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a racer did not come back within " + SECONDS_PER_ROUND + " s", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tck-racer");
        thread.setDaemon(true);
        return thread;
    }
}
