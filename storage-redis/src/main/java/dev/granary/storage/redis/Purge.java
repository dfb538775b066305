package dev.granary.storage.redis;

import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Removes records that are over, then index entries that lead nowhere. */
final class Purge<K extends RecordKey, R extends StoredRecord<K>> {

    /** How many buckets are asked at once. */
    private static final int WIDE = 256;

    /** How many entries of one list are looked at in one step. */
    private static final int DEEP = 64;

    /** How many lists are swept for each record that may be removed: a record has several entries. */
    private static final int SWEEPS = 16;

    private final Drawer<K, R> drawer;
    private final Sweep<K, R> sweep;

    Purge(Drawer<K, R> drawer) {
        this.drawer = drawer;
        this.sweep = new Sweep<>(drawer);
    }

    Purged run(Instant now, int limit) {
        Instant horizon = Times.earlier(now, drawer.now());
        drawer.exchange().requireOpen(task());
        Harvest over = due(drawer.keys()::due, horizon, limit);
        int removed = discard(over.digests(), horizon);
        if (drawer.kind().indexes().isEmpty()) {
            return new Purged(removed, over.isComplete());
        }
        int lists = (int) Math.min((long) limit * SWEEPS, Integer.MAX_VALUE);
        Harvest stale = due(drawer.keys()::sweeps, horizon, lists);
        boolean swept = sweep.run(stale.digests(), horizon);
        return new Purged(removed, over.isComplete() && stale.isComplete() && swept);
    }

    private int discard(List<Digest> over, Instant horizon) {
        String now = StoredValue.digits(horizon);
        List<Request> requests = over.stream()
                .map(record -> Request.of(
                        record.bucket(),
                        drawer.scripts().discard(),
                        drawer.keys().around(record),
                        List.of(
                                KeySpace.bytes(now),
                                KeySpace.bytes(record.text()),
                                KeySpace.bytes(drawer.kind().name()))))
                .toList();
        return drawer.exchange().send(task(), requests).stream()
                .mapToInt(answer -> Long.valueOf(1).equals(answer) ? 1 : 0)
                .sum();
    }

    /** Up to {@code limit} members of all buckets' lists whose time has come. */
    private Harvest due(IntFunction<byte[]> list, Instant horizon, int limit) {
        List<Digest> digests = new ArrayList<>();
        boolean complete = true;
        for (int from = 0; from < Buckets.COUNT && digests.size() < limit; from += WIDE) {
            List<Request> requests = IntStream.range(from, from + WIDE)
                    .mapToObj(bucket -> Sweep.due(bucket, list.apply(bucket), horizon, DEEP))
                    .toList();
            for (@Nullable Object reply : drawer.exchange().send(task(), requests)) {
                List<Entry> entries = Entry.plain(reply instanceof List<?> found ? found : List.of());
                complete &= entries.size() < DEEP;
                entries.forEach(entry -> digests.add(new Digest(entry.member())));
            }
            complete &= from + WIDE >= Buckets.COUNT || digests.size() < limit;
        }
        return new Harvest(digests.subList(0, Math.min(limit, digests.size())), complete && digests.size() <= limit);
    }

    private Task task() {
        return drawer.task("purge", Task.Effect.TIDY);
    }

    private record Harvest(List<Digest> digests, boolean isComplete) {}
}
