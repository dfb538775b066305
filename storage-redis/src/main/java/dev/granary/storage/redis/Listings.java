package dev.granary.storage.redis;

import dev.granary.record.Cursor;
import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.Page;
import dev.granary.record.RecordKey;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** What lists the records of a kind. An entry proves nothing; who lists asks the record. */
final class Listings<K extends RecordKey, R extends StoredRecord<K>> {

    /** How long an entry waits for a record that itself never ends. */
    static final Duration GRACE = Duration.ofDays(1);

    /** The most records of one page. */
    private static final int PAGE = 10_000;

    private final Drawer<K, R> drawer;

    Listings(Drawer<K, R> drawer) {
        this.drawer = drawer;
    }

    /**
     * Lists a record that is about to be written.
     *
     * <p>An entry is kept until the record itself would be over. A record that never ends gets a bound instead, and
     * must not be written later than half of that, or a sweep could have taken its entries: the time that is returned.
     *
     * @return until when the record may be written by its own server's clock, in seconds; empty for ever
     */
    Optional<Long> add(R record, Digest key) {
        List<IndexShelves> places = placesOf(record);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        boolean isEndless = record.youngUntil().equals(Times.FOREVER);
        Instant young = isEndless ? drawer.now().plus(GRACE) : record.youngUntil();
        List<Request> requests = new ArrayList<>();
        places.forEach(place -> requests.add(entry(place.list(0), key, young, Integer.toString(IndexShelves.FIRST))));
        if (isEndless) {
            requests.add(Request.of(key.bucket(), Command.TIME));
        }
        long started = System.nanoTime();
        Task task = drawer.task("insert", key, Task.Effect.LIST);
        List<@Nullable Object> replies = drawer.exchange().send(task, requests);
        addFurther(task, places, replies, key, young);
        Duration used = Duration.ofNanos(System.nanoTime() - started);
        return isEndless ? Optional.of(latest(replies.get(places.size()), used)) : Optional.empty();
    }

    Page<R> page(Selection<R> selection, Cursor after, int limit) {
        Shelves shelves = selection.match(() -> new KindShelves(drawer.keys()), this::shelves);
        Position from = Position.of(after, shelves);
        drawer.exchange().requireOpen(drawer.task("page", Task.Effect.READ));
        Predicate<R> isListed = selection.match(
                () -> record -> true,
                (index, value) -> record -> index.valueOf(record).equals(Optional.of(value)));
        Walk<K, R> walk = new Walk<>(drawer, shelves, from);
        List<R> records = take(walk, isListed, Math.min(limit, PAGE));
        return new Page<>(records, walk.position().map(Position::cursor));
    }

    /** Entries that lead nowhere are passed over, but not without end. */
    private List<R> take(Walk<K, R> walk, Predicate<R> isListed, int most) {
        List<R> records = new ArrayList<>();
        int looked = 0;
        while (records.size() < most && walk.position().isPresent() && looked < most + PAGE) {
            List<Digest> digests = walk.take(most - records.size()).stream()
                    .map(entry -> new Digest(entry.member()))
                    .toList();
            looked += digests.size();
            drawer.read("page", digests).values().stream().filter(isListed).forEach(records::add);
        }
        return records;
    }

    /** The lists of all indexes that a record is listed in. */
    List<IndexShelves> placesOf(R record) {
        return drawer.kind().indexes().stream()
                .flatMap(index -> index.valueOf(record).stream().map(value -> shelves(index, value)))
                .toList();
    }

    private IndexShelves shelves(Index<R> index, IndexValue value) {
        if (drawer.kind().indexes().stream().noneMatch(known -> known.name().equals(index.name()))) {
            throw new IllegalArgumentException("selection: the kind has no index " + index.name());
        }
        return new IndexShelves(drawer.keys(), index.name(), value);
    }

    private void addFurther(
            Task task, List<IndexShelves> places, List<@Nullable Object> replies, Digest key, Instant young) {
        List<Request> further = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (Long.valueOf(0).equals(replies.get(i))) {
                further.add(entry(places.get(i).list(IndexShelves.furtherOf(key)), key, young, ""));
            }
        }
        if (!further.isEmpty()) {
            drawer.exchange().send(task, further);
        }
    }

    private Request entry(Digest list, Digest key, Instant until, String most) {
        return Request.of(
                list.bucket(),
                drawer.scripts().enlist(),
                drawer.keys().aroundIndex(list),
                List.of(
                        KeySpace.bytes(key.text()),
                        KeySpace.bytes(Long.toString(millis(until))),
                        KeySpace.bytes(most),
                        KeySpace.bytes(list.text())));
    }

    /** Whole milliseconds, never early. */
    static long millis(Instant time) {
        return time.plusNanos(999_999).toEpochMilli();
    }

    private static long latest(@Nullable Object serverTime, Duration used) {
        byte[] seconds = (byte[]) ((List<?>) Objects.requireNonNull(serverTime)).get(0);
        long asked = Long.parseLong(new String(seconds, StandardCharsets.US_ASCII));
        return asked + GRACE.dividedBy(2).minus(used).toSeconds();
    }
}
