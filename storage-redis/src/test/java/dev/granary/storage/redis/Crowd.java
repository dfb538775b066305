package dev.granary.storage.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do things at once. */
final class Crowd implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Does all at once and returns what each returned, in their order. */
    <T> List<T> all(List<Callable<T>> calls) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return results;
    }

    /** Does something meanwhile. */
    <T> Future<T> begin(Callable<T> call) {
        return threads.submit(call);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
