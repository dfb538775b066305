package dev.granary.storage.memory;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Keys in the order of their entries' sequence: all of them, and those of each index value. Sequences are never used
 * twice, so a key that is dropped late can hide nobody. An entry here proves nothing; who lists asks the record.
 */
final class Listings<K, R> {

    private final List<Index<R>> indexes;
    private final ConcurrentSkipListMap<Long, K> all = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<Place, ConcurrentSkipListMap<Long, K>> listed = new ConcurrentHashMap<>();

    Listings(List<Index<R>> indexes) {
        this.indexes = indexes;
    }

    List<Place> placesOf(R record) {
        return indexes.stream()
                .flatMap(index -> index.valueOf(record).stream().map(value -> new Place(index.name(), value)))
                .toList();
    }

    void add(List<Place> places, long sequence, K key) {
        all.put(sequence, key);
        for (Place place : places) {
            // Inside compute, so that no emptied list is dropped while it is filled.
            listed.compute(place, (same, keys) -> {
                ConcurrentSkipListMap<Long, K> filled = keys == null ? new ConcurrentSkipListMap<>() : keys;
                filled.put(sequence, key);
                return filled;
            });
        }
    }

    void drop(List<Place> places, long sequence) {
        all.remove(sequence);
        for (Place place : places) {
            listed.computeIfPresent(place, (same, keys) -> {
                keys.remove(sequence);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    NavigableMap<Long, K> all() {
        return all;
    }

    NavigableMap<Long, K> by(Index<R> index, IndexValue value) {
        if (indexes.stream().noneMatch(known -> known.name().equals(index.name()))) {
            throw new IllegalArgumentException("selection: the kind has no index " + index.name());
        }
        NavigableMap<Long, K> keys = listed.get(new Place(index.name(), value));
        return keys == null ? Collections.emptyNavigableMap() : keys;
    }
}
