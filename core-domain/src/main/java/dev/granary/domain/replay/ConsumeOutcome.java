package dev.granary.domain.replay;

/** How {@link Assertions#consume} ended. */
public enum ConsumeOutcome {
    /** It was used now, by this call. */
    CONSUMED,
    /** It was used before. */
    REPLAYED,
    /** It is over already: refused, and not remembered. */
    OVER
}
