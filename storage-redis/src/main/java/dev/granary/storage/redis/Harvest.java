package dev.granary.storage.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers members of all buckets' lists whose time has come: from the further parts only where the first is full. */
final class Harvest {

    /** How many buckets are asked at once. */
    private static final int WIDE = 256;

    /** How many entries of one list are looked at in one step. */
    private static final int DEEP = 64;

    private final Exchange exchange;
    private final Task task;
    private final Parts list;
    private final Instant horizon;
    private final List<Digest> digests = new ArrayList<>();
    private boolean complete = true;

    private Harvest(Exchange exchange, Task task, Parts list, Instant horizon) {
        this.exchange = exchange;
        this.task = task;
        this.list = list;
        this.horizon = horizon;
    }

    /** Gathers at least {@code limit} members, if there are so many, and maybe some more. */
    static Harvest of(Exchange exchange, Task task, Parts list, Instant horizon, int limit) {
        Harvest harvest = new Harvest(exchange, task, list, horizon);
        for (int from = 0; from < Buckets.COUNT; from += WIDE) {
            if (harvest.digests.size() >= limit) {
                harvest.complete = false;
                return harvest;
            }
            harvest.gather(from);
        }
        return harvest;
    }

    /** The first {@code most} members. */
    List<Digest> digests(int most) {
        return digests.subList(0, Math.min(most, digests.size()));
    }

    /** Whether these members are all that there are. */
    boolean isComplete(int most) {
        return complete && digests.size() <= most;
    }

    private void gather(int from) {
        List<Integer> full = ask(IntStream.range(from, from + WIDE).mapToObj(bucket -> new Part(bucket, 0)));
        ask(full.stream()
                .flatMap(
                        bucket -> IntStream.rangeClosed(1, KeySpace.FURTHER).mapToObj(part -> new Part(bucket, part))));
    }

    /** Takes what these parts have, and says of which buckets there are further ones. */
    private List<Integer> ask(Stream<Part> parts) {
        List<Request> requests = parts.map(
                        part -> Sweep.due(part.bucket(), list.key(part.bucket(), part.number()), horizon, DEEP))
                .toList();
        List<Integer> full = new ArrayList<>();
        List<@Nullable Object> replies = exchange.send(task, requests);
        for (int i = 0; i < replies.size(); i++) {
            List<Entry> entries = Entry.plain(replies.get(i) instanceof List<?> found ? found : List.of());
            complete &= entries.size() < DEEP;
            for (Entry entry : entries) {
                if (entry.isMark()) {
                    full.add(requests.get(i).bucket());
                } else {
                    digests.add(new Digest(entry.member()));
                }
            }
        }
        return full;
    }

    /** How the parts of a list are spelled. */
    interface Parts {

        byte[] key(int bucket, int part);
    }

    private record Part(int bucket, int number) {}
}
