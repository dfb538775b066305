package dev.granary.storage.redis;

import dev.granary.record.IndexValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import redis.clients.jedis.Protocol.Command;

/**
 * What an index lists under one value: a first list, and further ones when that is full. Their order is that of the
 * times that entries carry, which only ever grow, so an entry that changes its place is met again and never missed.
 */
final class IndexShelves implements Shelves {

    /** How many entries the first list takes. */
    static final int FIRST = 1024;

    /** How many further lists there are. */
    static final int FURTHER = 256;

    private final KeySpace keys;
    private final String index;
    private final IndexValue value;
    private final Digest first;

    IndexShelves(KeySpace keys, String index, IndexValue value) {
        this.keys = keys;
        this.index = index;
        this.value = value;
        this.first = keys.digest(index, value, 0);
    }

    /** The list of a record that the first list has no room for. */
    static int furtherOf(Digest record) {
        return 1 + record.bucket() % FURTHER;
    }

    Digest list(int part) {
        return part == 0 ? first : keys.digest(index, value, part);
    }

    @Override
    public String mark() {
        return first.text();
    }

    @Override
    public int count() {
        return 1 + FURTHER;
    }

    @Override
    public int wide() {
        return 1;
    }

    @Override
    public Request request(Position after, int most) {
        Digest list = list(after.shelf());
        String from = after.isStart() ? "-inf" : Long.toString(after.last().score());
        return Request.of(
                list.bucket(),
                Command.ZRANGEBYSCORE,
                keys.index(list),
                KeySpace.bytes(from),
                KeySpace.bytes("+inf"),
                KeySpace.bytes("WITHSCORES"),
                KeySpace.bytes("LIMIT"),
                KeySpace.bytes("0"),
                KeySpace.bytes(Integer.toString(most)));
    }

    @Override
    public List<Entry> entries(List<?> reply) {
        return Entry.scored(reply);
    }

    @Override
    public List<Integer> ahead(int shelf, int wide) {
        return IntStream.range(shelf, Math.min(shelf + wide, count())).boxed().toList();
    }

    @Override
    public Optional<Integer> following(int shelf, List<Entry> last) {
        boolean isLast = shelf == FURTHER || (shelf == 0 && !Entry.endsInMark(last));
        return isLast ? Optional.empty() : Optional.of(shelf + 1);
    }
}
