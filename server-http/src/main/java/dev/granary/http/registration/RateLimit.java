package dev.granary.http.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets so many calls through per caller and on this node. It remembers as many callers as a node's burst needs many
 * times over, and forgets the one that was longest silent. Safe for threads.
 */
final class RateLimit {

    private static final int MOST_CALLERS = 10_000;

    private final Supplier<RateLimits> current;
    private final InstantSource clock;
    private final Map<String, Bucket> callers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };
    private Bucket node;

    RateLimit(Supplier<RateLimits> current, InstantSource clock) {
        this.current = current;
        this.clock = clock;
        this.node = new Bucket(current.get().nodeBurst(), clock.instant());
    }

    /** What is left, and when that was. */
    private record Bucket(double left, Instant at) {

        Bucket filled(int burst, int perSecond, Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toMillis()) / 1000.0;
            return new Bucket(Math.min(burst, left + seconds * perSecond), now);
        }

        double delay(int perSecond) {
            return (1 - left) / perSecond;
        }

        Bucket less() {
            return new Bucket(left - 1, at);
        }
    }

    /**
     * How long to wait, in whole seconds; empty if this call may go on. A caller that is over its own limit takes nothing
     * from the others'.
     */
    synchronized Optional<Duration> delay(String caller) {
        RateLimits limits = current.get();
        Instant now = clock.instant();
        Bucket own = callers.getOrDefault(caller, new Bucket(limits.callerBurst(), now))
                .filled(limits.callerBurst(), limits.callerPerSecond(), now);
        node = node.filled(limits.nodeBurst(), limits.nodePerSecond(), now);
        double seconds = Math.max(own.delay(limits.callerPerSecond()), node.delay(limits.nodePerSecond()));
        boolean admitted = seconds <= 0;
        callers.put(caller, admitted ? own.less() : own);
        node = admitted ? node.less() : node;
        return admitted ? Optional.empty() : Optional.of(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
