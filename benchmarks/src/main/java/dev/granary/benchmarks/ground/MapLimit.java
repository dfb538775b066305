package dev.granary.benchmarks.ground;

import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.Population;
import dev.granary.grant.Grant;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.StoredRecord;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A map with the same keys. */
final class MapLimit implements Limit {

    private final Map<String, Rows<?>> rows = new HashMap<>();

    MapLimit(Population population) {
        population
                .kinds()
                .forEach((kind, records) -> rows.put(kind.name(), Rows.of(records, picked(kind, population, records))));
    }

    /** Which records the operations pick from. */
    private static List<? extends StoredRecord<?>> picked(
            RecordKind<?, ?> kind, Population population, List<? extends StoredRecord<?>> all) {
        return kind == Grant.KIND ? population.lasting() : all;
    }

    @Override
    public Step read(RecordKind<?, ?> kind) {
        return rows(kind).read();
    }

    @Override
    public Optional<Step> readByTheClock(RecordKind<?, ?> kind) {
        return Optional.of(rows(kind).readBy(InstantSource.system()));
    }

    @Override
    public Step swap(RecordKind<?, ?> kind) {
        return rows(kind).swap();
    }

    private Rows<?> rows(RecordKind<?, ?> kind) {
        return Objects.requireNonNull(rows.get(kind.name()));
    }

    /** Compared by identity, as a reference is. */
    private static final class Box {

        private final StoredRecord<?> record;
        private final long over;

        Box(StoredRecord<?> record) {
            this.record = record;
            this.over = record.retainUntil().toEpochMilli();
        }
    }

    private record Rows<K extends RecordKey>(List<K> keys, ConcurrentHashMap<K, Box> map) {

        static Rows<RecordKey> of(List<? extends StoredRecord<?>> records, List<? extends StoredRecord<?>> picked) {
            ConcurrentHashMap<RecordKey, Box> map = new ConcurrentHashMap<>();
            records.forEach(record -> map.put(record.key(), new Box(record)));
            List<RecordKey> keys =
                    picked.stream().<RecordKey>map(StoredRecord::key).toList();
            return new Rows<>(keys, map);
        }

        Step read() {
            return lane -> box(lane.pick(keys.size())).record;
        }

        Step readBy(InstantSource clock) {
            return lane -> {
                Box held = box(lane.pick(keys.size()));
                return held.over < clock.millis() ? held : held.record;
            };
        }

        Step swap() {
            return lane -> {
                int pick = lane.pick(keys.size());
                Box held = box(pick);
                return map.replace(keys.get(pick), held, new Box(held.record));
            };
        }

        private Box box(int number) {
            return Objects.requireNonNull(map.get(keys.get(number)));
        }
    }
}
