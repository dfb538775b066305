package dev.granary.domain.housekeeping;

import dev.granary.domain.client.ClientReport;
import dev.granary.domain.key.RotationStep;
import dev.granary.key.KeyUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one step of housekeeping did.
 *
 * @param held whether this node holds the lease; if not, another does the work, and this step only read the keys
 * @param done what was done
 * @param failures what failed, each job by itself; the next step tries again, and whoever runs it must tell
 * @param more whether another step at once would find more to do
 */
public record HousekeepingReport(boolean held, Done done, List<RuntimeException> failures, boolean more) {

    /** What a node without the lease reports. */
    static final HousekeepingReport ELSEWHERE = new HousekeepingReport(false, Done.NOTHING, List.of(), false);

    /** Copies the list. */
    public HousekeepingReport {
        failures = List.copyOf(failures);
    }

    /**
     * What was done; what changed nothing is left out.
     *
     * @param purged how many records were removed for certain, by kind
     * @param clients what was done for the clients; unset if that failed or another node does the work
     * @param rotated what became of the keys, by their use
     * @param changed how many records the other jobs changed, by job
     */
    public record Done(
            Map<String, Integer> purged,
            Optional<ClientReport> clients,
            Map<KeyUse, RotationStep> rotated,
            Map<String, Integer> changed) {

        static final Done NOTHING = new Done(Map.of(), Optional.empty(), Map.of(), Map.of());

        /** Copies the maps. */
        public Done {
            purged = Map.copyOf(purged);
            rotated = Map.copyOf(rotated);
            changed = Map.copyOf(changed);
        }
    }
}
