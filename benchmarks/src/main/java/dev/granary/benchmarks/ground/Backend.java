package dev.granary.benchmarks.ground;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A backend that can be measured. */
public enum Backend {
    /** The memory of this process. */
    MEMORY,
    /** An H2 file, every commit on disk. */
    H2,
    /** PostgreSQL as it comes. */
    POSTGRESQL,
    /** Redis without persistence. */
    REDIS;

    private static final Map<String, Double> MEMORY_TARGETS = Map.of("introspect", 0.5);
    private static final Map<String, Double> H2_TARGETS = Map.of("introspect", 0.5, "rotate", 0.5);
    private static final Map<String, Double> POSTGRESQL_TARGETS = Map.of("introspect", 0.85, "rotate", 0.85);
    private static final Map<String, Double> REDIS_TARGETS =
            Map.of("introspect", 0.85, "redeem", 0.85, "rotate", 0.85, "revoke", 0.85, "take pending", 0.85);

    /** Its name in options and tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The share of the raw operation's calls a second that is expected of this operation. */
    public Optional<Double> target(String operation) {
        return Optional.ofNullable(targets().get(operation));
    }

    /** The most bytes that a grant may take after 20 rotations. */
    public Optional<Integer> mostBytes() {
        return switch (this) {
            case MEMORY -> Optional.empty();
            case H2, POSTGRESQL -> Optional.of(2048);
            case REDIS -> Optional.of(1638);
        };
    }

    private Map<String, Double> targets() {
        return switch (this) {
            case MEMORY -> MEMORY_TARGETS;
            case H2 -> H2_TARGETS;
            case POSTGRESQL -> POSTGRESQL_TARGETS;
            case REDIS -> REDIS_TARGETS;
        };
    }
}
