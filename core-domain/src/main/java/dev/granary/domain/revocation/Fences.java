package dev.granary.domain.revocation;

import dev.granary.fence.Fence;
import dev.granary.fence.FenceKey;
import dev.granary.grant.Granted;
import dev.granary.record.RecordStore;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.spi.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The marks that bulk revocations leave for those who come late. A bulk revocation sets its fence before it walks the
 * index; whoever inserts a grant reads the fences after the write. Either the walk sees the grant or the grant sees the
 * fence. Safe for threads.
 */
public final class Fences {

    private final RecordStore<FenceKey, Fence> fences;
    private final Duration longestLogin;
    private final Duration skew;
    private final Supplier<Revision> attempts;

    /**
     * Keeps the fences of a namespace.
     *
     * @param longestLogin how long a login can take from its begin to its first write
     * @param skew how far two nodes' clocks may be apart
     * @param attempts makes a new revision at each call
     */
    public Fences(Records records, Duration longestLogin, Duration skew, Supplier<Revision> attempts) {
        this.fences = records.fences();
        this.longestLogin = longestLogin;
        this.skew = skew;
        this.attempts = attempts;
    }

    /** Sets the fence to {@code now}, unless a later one stands. */
    void set(FenceKey key, Instant now) {
        Instant retainUntil = now.plus(longestLogin).plus(skew).plus(skew);
        Fence first = new Fence(key, now, retainUntil, Stamp.first(attempts.get()));
        Optional<Fence> standing = fences.insert(first).match(Optional::empty, Optional::of);
        while (standing.isPresent() && standing.get().at().isBefore(first.at())) {
            Fence stored = standing.get();
            Fence later = new Fence(
                    key,
                    now,
                    Times.later(retainUntil, stored.retainUntil()),
                    stored.stamp().next(attempts.get()));
            standing = fences.replace(later, stored.revision())
                    .match(
                            Optional::empty,
                            Optional::of,
                            () -> fences.insert(first).match(Optional::empty, Optional::of));
        }
    }

    /** Whether a bulk revocation came after this login began; in doubt, by the skew, it did. */
    public boolean stop(Granted granted) {
        List<FenceKey> keys = new ArrayList<>(List.of(FenceKey.of(granted.subject()), FenceKey.of(granted.client())));
        granted.session().ifPresent(session -> keys.add(FenceKey.of(session)));
        return fences.findAll(keys).stream()
                .anyMatch(fence -> granted.begunAt().isBefore(fence.at().plus(skew)));
    }
}
