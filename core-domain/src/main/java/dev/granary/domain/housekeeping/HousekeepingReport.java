package dev.granary.domain.housekeeping;

import dev.granary.domain.client.ClientReport;
import dev.granary.record.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one step of housekeeping did.
 *
 * @param held whether this node holds the lease; if not, another does the work, and this step did nothing
 * @param purged how many records were removed for certain, by kind; kinds without are left out
 * @param clients what was done for the clients; unset if that failed or another node does the work
 * @param failures what failed, each job by itself; the next step tries again, and whoever runs it must tell
 * @param more whether another step at once would find more to do
 */
public record HousekeepingReport(
        boolean held,
        Map<String, Integer> purged,
        Optional<ClientReport> clients,
        List<StorageException> failures,
        boolean more) {

    /** What a node without the lease reports. */
    static final HousekeepingReport ELSEWHERE =
            new HousekeepingReport(false, Map.of(), Optional.empty(), List.of(), false);

    /** Copies the collections. */
    public HousekeepingReport {
        purged = Map.copyOf(purged);
        failures = List.copyOf(failures);
    }
}
