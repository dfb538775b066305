package dev.granary.grant;

/** What a reloaded grant shows of one call's write. */
public enum Trace {
    /** The call's successor is current: the write took effect and is to be answered. */
    CURRENT,
    /** The call's successor was current and is spent: the write took effect, and somebody went on. */
    SUPERSEDED,
    /** Nothing: the write did not take effect, or not yet. */
    NONE
}
