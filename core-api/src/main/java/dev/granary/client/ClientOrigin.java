package dev.granary.client;

/** Where a client comes from. A client of one origin never replaces one of the other. */
public enum ClientOrigin {
    /** The host's configuration. */
    CONFIGURED,
    /** Dynamic registration (RFC 7591). */
    DYNAMIC
}
