package dev.granary.storage.redis;

import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** All records of a kind: a list for each bucket, in the order of the members. */
final class KindShelves implements Shelves {

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
        return Buckets.COUNT;
    }

    @Override
    public int wide() {
        return 4;
    }

    @Override
    public Request request(Position after, int most) {
        String from = after.isStart() ? "-" : "(" + after.last().member();
        return Request.of(
                after.shelf(),
                Command.ZRANGEBYLEX,
                keys.all(after.shelf()),
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

    @Override
    public boolean endsWith(int shelf, List<Entry> last) {
        return shelf == Buckets.COUNT - 1;
    }
}
