package dev.granary.spi;

/** What a storage promises beyond the contract that all keep. What is not declared must be refused, never faked. */
public enum Capability {

    /** Every acknowledged write is there after close and open, and after a crash of client or server. */
    DURABLE,

    /** Several storages, in one process or many, may be open on the same URL at once and see each other's writes. */
    SHARED,

    /** No acknowledged write is lost when another server takes over. */
    SURVIVES_FAILOVER,

    /** A cap per record kind can be configured; in each namespace an insert beyond it is refused. */
    RECORD_CAPS
}
