package dev.granary.domain.client;

/**
 * What one step of {@link ClientHousekeeping} did.
 *
 * @param dynamic how many dynamic clients there were when the step began
 * @param evicted how many of them it evicted
 * @param incomplete how many removals it began or took up and could not complete; the next step takes them up again
 * @param more whether another step at once would find more to do
 */
public record ClientReport(int dynamic, int evicted, int incomplete, boolean more) {}
