package dev.granary.storage.redis;

import dev.granary.record.RecordKey;
import dev.granary.record.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A walk along {@link Shelves}. It looks into ever more of them at once while it finds little. For one thread. */
final class Walk<K extends RecordKey, R extends StoredRecord<K>> {

    private static final int WIDER = 4;

    private final Drawer<K, R> drawer;
    private final Shelves shelves;
    private Optional<Position> position;
    private List<Entry> taken = List.of();
    private int wide;
    private int deeper = 1;

    Walk(Drawer<K, R> drawer, Shelves shelves, Position from) {
        this.drawer = drawer;
        this.shelves = shelves;
        this.position = Optional.of(from);
        this.wide = shelves.wide();
    }

    /** Takes up to {@code most} entries that follow those taken before. */
    List<Entry> take(int most) {
        taken = new ArrayList<>();
        while (taken.size() < most && position.isPresent()) {
            Position from = position.get();
            look(from, most);
            wide = Math.min(wide * WIDER, shelves.count());
            // All that came lay before the position, as many entries carry the same time.
            deeper = position.equals(Optional.of(from)) ? deeper * 2 : 1;
        }
        return taken;
    }

    /** Where to go on; empty at the end. */
    Optional<Position> position() {
        return position;
    }

    private void look(Position from, int most) {
        int deep = (most - taken.size() + 1) * deeper;
        List<Integer> ahead = shelves.ahead(from.shelf(), wide);
        List<Request> requests = new ArrayList<>();
        for (int shelf : ahead) {
            requests.add(shelves.request(shelf == from.shelf() ? from : from.startOf(shelf), deep));
        }
        List<@Nullable Object> replies = drawer.exchange().send(drawer.task("page", Task.Effect.READ), requests);
        for (int i = 0; i < replies.size() && isAt(ahead.get(i)); i++) {
            List<?> reply = replies.get(i) instanceof List<?> list ? list : List.of();
            if (!takeAll(ahead.get(i), shelves.entries(reply), deep, most)) {
                return;
            }
        }
    }

    private boolean isAt(int shelf) {
        return position.filter(at -> at.shelf() == shelf).isPresent();
    }

    /** Takes what a shelf has and goes on to the one that follows; {@code false} if there may be more. */
    private boolean takeAll(int shelf, List<Entry> entries, int deep, int most) {
        for (Entry entry : entries) {
            Position at = position.orElseThrow();
            boolean isBehind = at.shelf() == shelf && !at.isStart() && entry.compareTo(at.last()) <= 0;
            if (isBehind || entry.isMark()) {
                continue;
            }
            if (taken.size() == most) {
                return false;
            }
            taken.add(entry);
            position = Optional.of(at.at(shelf, entry));
        }
        if (entries.size() == deep) {
            return false;
        }
        Position at = position.orElseThrow();
        position = shelves.following(shelf, entries).map(at::startOf);
        return true;
    }
}
