package dev.granary.domain.client;

/** How {@link Clients#configure} ended. */
public enum ConfigureOutcome {
    /** The client stands as configured, now or before. */
    CONFIGURED,
    /** A dynamically registered client has this id; nothing was changed. */
    TAKEN
}
