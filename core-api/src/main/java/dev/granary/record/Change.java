package dev.granary.record;

/**
 * One change of a batch.
 *
 * @param <R> the record type
 * @param next the new state
 * @param expected the revision that the stored record must have
 */
public record Change<R>(R next, Revision expected) {}
