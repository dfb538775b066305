package dev.granary.domain.housekeeping;

import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.ClientReport;
import dev.granary.domain.lease.JobLease;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.lease.LeaseName;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.record.StoredRecord;
import dev.granary.spi.RecordKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a realm in order: removes records that are over and makes room for new clients, one bounded step at a time.
 * Expiry is decided on read, so a step that comes late forgets nothing and admits nothing.
 *
 * <p>It starts no thread. A host runs it at the policy's interval, on as many nodes as it likes: one of them holds the
 * lease and works, the others find that out with one read. Two at once do no harm. Safe for threads.
 */
public final class Housekeeper {

    private final Realm realm;
    private final ClientHousekeeping clients;
    private final HousekeepingPolicy policy;
    private final JobLease lease;

    /** Works on the records of this realm. */
    public Housekeeper(Realm realm, ClientHousekeeping clients, HousekeepingPolicy policy) {
        this.realm = realm;
        this.clients = clients;
        this.policy = policy;
        this.lease = new JobLease(realm, new LeaseName("housekeeping"), policy.lease());
    }

    /** How often it should run. */
    public HousekeepingPolicy policy() {
        return policy;
    }

    /**
     * Does one step. A job that fails keeps no other from being done, and shows in the report.
     *
     * @throws StorageException if the lease itself could not be decided; nothing was done
     */
    public HousekeepingReport run() {
        if (!lease.hold()) {
            return HousekeepingReport.ELSEWHERE;
        }
        Step step = new Step();
        RecordKinds.all().forEach(step::purge);
        step.keepClients();
        return step.report();
    }

    /** One step on its way. */
    private final class Step {

        private final Map<String, Integer> purged = new LinkedHashMap<>();
        private final List<StorageException> failures = new ArrayList<>();
        private Optional<ClientReport> clientReport = Optional.empty();
        private boolean more;

        <K extends RecordKey, R extends StoredRecord<K>> void purge(RecordKind<K, R> kind) {
            RecordStore<K, R> store =
                    realm.records().storage().store(realm.records().namespace(), kind);
            attempt(() -> {
                Purged done = new Writes().send(() -> store.purge(realm.now(), policy.batch()));
                if (done.removed() > 0) {
                    purged.put(kind.name(), done.removed());
                }
                more |= !done.complete();
            });
        }

        void keepClients() {
            attempt(() -> {
                ClientReport done = clients.step(policy.batch());
                clientReport = Optional.of(done);
                more |= done.more();
            });
        }

        HousekeepingReport report() {
            return new HousekeepingReport(true, purged, clientReport, failures, more);
        }

        private void attempt(Runnable job) {
            try {
                job.run();
            } catch (StorageException e) {
                failures.add(e);
            }
        }
    }
}
