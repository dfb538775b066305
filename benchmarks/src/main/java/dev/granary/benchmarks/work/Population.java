package dev.granary.benchmarks.work;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StoredRecord;
import dev.granary.spi.Records;
import dev.granary.upstream.UpstreamToken;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The records that a measurement works on. Reads, redemptions and rotations pick from all grants but the last quarter,
 * which revocations get.
 *
 * @param grants live grants, each with a refresh token that was rotated once
 * @param upstreamTokens upstream tokens of their sessions, at most 10,000
 * @param pending logins on their way, at most 10,000
 */
public record Population(List<Grant> grants, List<UpstreamToken> upstreamTokens, List<PendingAuthorization> pending) {

    private static final int MOST_OTHERS = 10_000;
    private static final int WORKERS = 8;

    /** Copies the lists. */
    public Population {
        grants = List.copyOf(grants);
        upstreamTokens = List.copyOf(upstreamTokens);
        pending = List.copyOf(pending);
    }

    /** A population around this many grants. */
    public static Population of(int grants) {
        Specimens specimens = new Specimens(new Dice());
        int others = Math.min(grants, MOST_OTHERS);
        List<Grant> all = IntStream.range(0, grants).mapToObj(specimens::grant).toList();
        return new Population(
                all,
                all.stream().limit(others).map(specimens::upstreamToken).toList(),
                IntStream.range(0, others).mapToObj(specimens::pending).toList());
    }

    /** All records, by kind. */
    public Map<RecordKind<?, ?>, List<? extends StoredRecord<?>>> kinds() {
        return Map.of(Grant.KIND, grants, UpstreamToken.KIND, upstreamTokens, PendingAuthorization.KIND, pending);
    }

    /** The grants that stay live. */
    public List<Grant> lasting() {
        return grants.subList(0, grants.size() - grants.size() / 4);
    }

    /** A grant that may be revoked. */
    public Grant revocable(int number) {
        return grants.get(grants.size() - 1 - number);
    }

    /** How many grants may be revoked. */
    public int revocable() {
        return Math.max(1, grants.size() / 4);
    }

    /** Inserts all of it. */
    public void insertInto(Records records) {
        insertGrantsInto(records);
        each(upstreamTokens, (number, token) -> records.upstreamTokens().insert(token));
        each(pending, (number, login) -> records.pendingAuthorizations().insert(login));
    }

    /** Inserts the grants. */
    public void insertGrantsInto(Records records) {
        RecordStore<GrantId, Grant> store = records.grants();
        each(grants, (number, grant) -> store.insert(grant));
    }

    /** Does something with each value and its number, by a few threads. */
    public static <T> void each(List<T> values, BiConsumer<Integer, T> work) {
        List<Thread> workers = IntStream.range(0, WORKERS)
                .mapToObj(first -> new Thread(() -> {
                    for (int i = first; i < values.size(); i += WORKERS) {
                        work.accept(i, values.get(i));
                    }
                }))
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
