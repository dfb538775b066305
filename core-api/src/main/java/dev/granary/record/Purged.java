package dev.granary.record;

/**
 * What one bounded step of {@link RecordStore#purge} did.
 *
 * @param removed how many records were removed, 0 or more
 * @param complete whether nothing that is over was left
 */
public record Purged(int removed, boolean complete) {}
