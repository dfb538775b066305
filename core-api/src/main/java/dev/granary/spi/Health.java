package dev.granary.spi;

/**
 * Whether a storage can serve.
 *
 * @param ready whether a read and a write would be answered now
 * @param detail one sentence for the operator; no address with a password, no key, no value
 */
public record Health(boolean ready, String detail) {}
