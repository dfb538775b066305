package dev.granary.http.document;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was found, the least recently used goes first. Safe for threads.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
final class Cache<K, V> {

    private final Map<K, Kept<V>> kept;

    Cache(int most) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** A value and how long it is good for. */
    record Kept<V>(V value, Instant until) {

        boolean isFresh(Instant now) {
            return now.isBefore(until);
        }
    }

    synchronized Optional<Kept<V>> find(K key) {
        return Optional.ofNullable(kept.get(key));
    }

    synchronized void keep(K key, Kept<V> value) {
        kept.put(key, value);
    }

    synchronized void forget(K key) {
        kept.remove(key);
    }
}
