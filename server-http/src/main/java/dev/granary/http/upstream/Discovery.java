package dev.granary.http.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An upstream's metadata, asked for when it is first needed and again after an hour. A failure is not remembered.
 *
 * @param <M> what matters of it
 */
final class Discovery<M> {

    private static final Duration LIFE = Duration.ofHours(1);

    private final Supplier<M> asking;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Optional<Known<M>> known = Optional.empty();

    /** @param asking asks the upstream; throws {@link UpstreamException} if the metadata is not to be had */
    Discovery(Supplier<M> asking, InstantSource clock) {
        this.asking = asking;
        this.clock = clock;
    }

    private record Known<M>(M metadata, Instant until) {}

    /** The metadata. @throws UpstreamException if it is not to be had */
    M metadata() {
        Optional<M> fresh = fresh();
        if (fresh.isPresent()) {
            return fresh.get();
        }
        turn.lock();
        try {
            return fresh().orElseGet(this::ask);
        } finally {
            turn.unlock();
        }
    }

    private Optional<M> fresh() {
        return known.filter(held -> clock.instant().isBefore(held.until())).map(Known::metadata);
    }

    private M ask() {
        M metadata = asking.get();
        known = Optional.of(new Known<>(metadata, clock.instant().plus(LIFE)));
        return metadata;
    }
}
