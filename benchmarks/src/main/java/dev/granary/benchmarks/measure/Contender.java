package dev.granary.benchmarks.measure;

/**
 * An operation that is measured beside the raw one.
 *
 * @param name what a table calls it
 * @param step the operation
 */
public record Contender(String name, Step step) {}
