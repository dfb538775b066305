package dev.granary.key;

/** What a key is for. */
public enum KeyUse {
    /** Signing tokens; the public part is published (RFC 7517). */
    SIGNATURE,
    /** Authenticating our own credentials; nothing is published. */
    MAC
}
