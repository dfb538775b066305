package dev.granary.http.outbound;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Lets callers who ask for the same at once share one call. Its outcome is everyone's, with one exception: when the
 * caller who makes it is interrupted, that is its own affair, and one of the others makes it anew. Safe for threads.
 *
 * @param <K> what tells calls apart
 * @param <T> what a call returns
 */
public final class SharedCalls<K, T> {

    private final ConcurrentMap<K, CompletableFuture<Optional<T>>> underway = new ConcurrentHashMap<>();

    /** Knows no calls yet. */
    public SharedCalls() {}

    /** What the call returns, or throws. @throws IllegalStateException if this caller is interrupted as it waits */
    public T call(K key, Supplier<T> work) {
        while (true) {
            CompletableFuture<Optional<T>> own = new CompletableFuture<>();
            Optional<CompletableFuture<Optional<T>>> other = Optional.ofNullable(underway.putIfAbsent(key, own));
            if (other.isEmpty()) {
                return lead(key, own, work);
            }
            Optional<T> shared = follow(other.get());
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    private T lead(K key, CompletableFuture<Optional<T>> own, Supplier<T> work) {
        try {
            T made = work.get();
            own.complete(Optional.of(made));
            return made;
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                own.completeExceptionally(e);
            }
            throw e;
        } finally {
            underway.remove(key, own);
            // After an error or an interruption: nobody else's outcome.
            own.complete(Optional.empty());
        }
    }

    private static <T> Optional<T> follow(CompletableFuture<Optional<T>> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another caller asked", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
