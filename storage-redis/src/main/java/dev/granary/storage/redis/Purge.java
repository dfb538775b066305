package dev.granary.storage.redis;

import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;

/** Removes records that are over, then index entries that lead nowhere. */
final class Purge<K extends RecordKey, R extends StoredRecord<K>> {

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
        int removed = discard(over.digests(limit), horizon);
        if (drawer.kind().indexes().isEmpty()) {
            return new Purged(removed, over.isComplete(limit));
        }
        int lists = (int) Math.min((long) limit * SWEEPS, Integer.MAX_VALUE);
        Harvest stale = due(drawer.keys()::sweeps, horizon, lists);
        boolean swept = sweep.run(stale.digests(lists), horizon);
        return new Purged(removed, over.isComplete(limit) && stale.isComplete(lists) && swept);
    }

    private Harvest due(Harvest.Parts list, Instant horizon, int limit) {
        return Harvest.of(drawer.exchange(), task(), list, horizon, limit);
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

    private Task task() {
        return drawer.task("purge", Task.Effect.TIDY);
    }
}
