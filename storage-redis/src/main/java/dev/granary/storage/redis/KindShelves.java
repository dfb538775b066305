package dev.granary.storage.redis;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import redis.clients.jedis.Protocol.Command;

/** All records of a kind: a list for each bucket and the further parts of those that are full, in the order of members. */
final class KindShelves implements Shelves {

    private static final int PARTS = 1 + KeySpace.FURTHER;

    private final KeySpace keys;
    private final String mark;

    KindShelves(KeySpace keys) {
        this.keys = keys;
        this.mark = keys.digestOfAll().text();
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public int count() {
        return Buckets.COUNT * PARTS;
    }

    @Override
    public int wide() {
        return 4;
    }

    @Override
    public Request request(Position after, int most) {
        String from = after.isStart() ? "-" : "(" + after.last().member();
        int bucket = after.shelf() / PARTS;
        return Request.of(
                bucket,
                Command.ZRANGEBYLEX,
                keys.all(bucket, after.shelf() % PARTS),
                KeySpace.bytes(from),
                KeySpace.bytes("+"),
                KeySpace.bytes("LIMIT"),
                KeySpace.bytes("0"),
                KeySpace.bytes(Integer.toString(most)));
    }

    @Override
    public List<Entry> entries(List<?> reply) {
        return Entry.plain(reply);
    }

    /** The rest of a bucket, or the first parts of some buckets: most have no other. */
    @Override
    public List<Integer> ahead(int shelf, int wide) {
        int bucket = shelf / PARTS;
        return shelf % PARTS == 0
                ? IntStream.range(bucket, Math.min(bucket + wide, Buckets.COUNT))
                        .mapToObj(each -> each * PARTS)
                        .toList()
                : IntStream.range(shelf, (bucket + 1) * PARTS).boxed().toList();
    }

    @Override
    public Optional<Integer> following(int shelf, List<Entry> last) {
        boolean isWhole = shelf % PARTS == 0 && !Entry.endsInMark(last);
        int next = isWhole ? shelf + PARTS : shelf + 1;
        return next < count() ? Optional.of(next) : Optional.empty();
    }
}
