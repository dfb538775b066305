package dev.granary.storage.redis;

import dev.granary.record.CorruptRecordException;
import dev.granary.record.RecordKey;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Looks after index entries whose time has come: one that leads to no record is taken away, another is given the time
 * until which its record is kept. The step that takes away repeats the condition on the time, which every insert moves
 * on before it writes, so an entry whose record is on its way stays.
 */
final class Sweep<K extends RecordKey, R extends StoredRecord<K>> {

    private static final int DEEP = 256;

    private final Drawer<K, R> drawer;
    private final Listings<K, R> listings;

    Sweep(Drawer<K, R> drawer) {
        this.drawer = drawer;
        this.listings = new Listings<>(drawer);
    }

    /** Asks for the members of a list whose time has come. */
    static Request due(int bucket, byte[] list, Instant horizon, int most) {
        return Request.of(
                bucket,
                Command.ZRANGEBYSCORE,
                list,
                KeySpace.bytes("-inf"),
                KeySpace.bytes(Long.toString(horizon.toEpochMilli())),
                KeySpace.bytes("LIMIT"),
                KeySpace.bytes("0"),
                KeySpace.bytes(Integer.toString(most)));
    }

    /** Sweeps these lists; {@code false} if one has more to sweep. */
    boolean run(List<Digest> lists, Instant horizon) {
        if (lists.isEmpty()) {
            return true;
        }
        List<Request> requests = lists.stream()
                .map(list -> due(list.bucket(), drawer.keys().index(list), horizon, DEEP))
                .toList();
        List<List<Digest>> members = new ArrayList<>();
        Set<Digest> all = new LinkedHashSet<>();
        for (@Nullable Object reply : drawer.exchange().send(task(), requests)) {
            List<Entry> entries = Entry.plain(reply instanceof List<?> found ? found : List.of());
            members.add(
                    entries.stream().map(entry -> new Digest(entry.member())).toList());
        }
        members.forEach(all::addAll);
        Map<Digest, byte[]> values = drawer.values(task(), List.copyOf(all));
        List<Request> settling = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            settling.add(settle(lists.get(i), members.get(i), values, horizon));
        }
        drawer.exchange().send(task(), settling);
        return members.stream().allMatch(each -> each.size() < DEEP);
    }

    /** Asks to take away or move on members of a list, as long as their time still is over. */
    Request settle(Digest list, List<Digest> members, Map<Digest, byte[]> values, Instant horizon) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(KeySpace.bytes(Long.toString(horizon.toEpochMilli())));
        arguments.add(KeySpace.bytes(list.text()));
        for (Digest member : members) {
            arguments.add(KeySpace.bytes(member.text()));
            arguments.add(KeySpace.bytes(nextTime(list, member, values.get(member), horizon)));
        }
        return Request.of(
                list.bucket(), drawer.scripts().settle(), drawer.keys().aroundIndex(list), arguments);
    }

    /** When to look at an entry again; empty if it leads to no record that belongs there. */
    private String nextTime(Digest list, Digest member, byte @Nullable [] value, Instant horizon) {
        Instant later = horizon.plus(Listings.GRACE);
        try {
            return drawer.live(member, value, StoredValue.digits(horizon))
                    .filter(record -> isListed(record, member, list))
                    .map(record -> record.retainUntil().equals(Times.FOREVER) ? later : record.retainUntil())
                    .map(time -> Long.toString(Listings.millis(time)))
                    .orElse("");
        } catch (CorruptRecordException e) {
            // Nobody knows where it belongs, so it stays where it is.
            return Long.toString(Listings.millis(later));
        }
    }

    private boolean isListed(R record, Digest member, Digest list) {
        return listings.placesOf(record).stream()
                .anyMatch(place -> place.list(0).equals(list)
                        || place.list(IndexShelves.furtherOf(member)).equals(list));
    }

    private Task task() {
        return drawer.task("purge", Task.Effect.TIDY);
    }
}
