package dev.granary.tck.node;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.UpstreamRefresh;
import dev.granary.domain.upstream.UpstreamTokenSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An upstream that rotates its refresh tokens, as the strict ones do: the one that it gave last is the only one that it
 * takes. It counts how often it is asked. Safe for threads.
 */
public final class RotatingUpstream implements UpstreamRefresh {

    /** How long its access tokens live. */
    public static final Duration LIFE = Duration.ofHours(1);

    private final InstantSource clock;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicReference<String> newest = new AtomicReference<>("refresh 0");
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    /** Nothing is given yet; its first refresh token is that of {@link #first}. */
    public RotatingUpstream(InstantSource clock) {
        this.clock = clock;
    }

    /** What it gave at a login. */
    public UpstreamTokenSet first() {
        return tokens(0, clock.instant().plus(LIFE));
    }

    /** What it gave last. */
    public UpstreamTokenSet last() {
        return tokens(given.get(), clock.instant().plus(LIFE));
    }

    /** How often it was asked. */
    public int calls() {
        return calls.get();
    }

    /** Takes the refresh token before the newest one again, as the lenient ones do. */
    public void forgive() {
        newest.set("refresh " + (given.get() - 1));
    }

    /** Runs this once, after the next refresh token is spent and before the answer. */
    public void beforeNextAnswer(Runnable other) {
        meanwhile.set(other);
    }

    @Override
    public RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until) {
        calls.incrementAndGet();
        Optional<Integer> number = spend(kept.tokens().refreshToken().orElse(""));
        if (number.isEmpty()) {
            return new RefreshAnswer.Refused();
        }
        UpstreamTokenSet tokens = tokens(number.get(), clock.instant().plus(LIFE));
        meanwhile.getAndSet(() -> {}).run();
        return new RefreshAnswer.Refreshed(tokens);
    }

    private synchronized Optional<Integer> spend(String presented) {
        if (!newest.get().equals(presented)) {
            return Optional.empty();
        }
        int number = given.incrementAndGet();
        newest.set("refresh " + number);
        return Optional.of(number);
    }

    private static UpstreamTokenSet tokens(int number, Instant expiresAt) {
        return new UpstreamTokenSet(
                Optional.of("access " + number),
                Optional.of("refresh " + number),
                Optional.of("id " + number),
                Optional.of(expiresAt),
                Optional.empty(),
                List.of("openid"));
    }
}
