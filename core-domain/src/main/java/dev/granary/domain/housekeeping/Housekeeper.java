package dev.granary.domain.housekeeping;

import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.ClientReport;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.RotationStep;
import dev.granary.domain.lease.JobLease;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.key.KeyUse;
import dev.granary.lease.LeaseName;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.record.StoredRecord;
import dev.granary.spi.RecordKinds;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final Work work;
    private final HousekeepingPolicy policy;
    private final JobLease lease;

    /**
     * What there is to do beside purging.
     *
     * @param clients makes room for new clients
     * @param keys rotate; every node reads them anew at each run, whoever holds the lease
     * @param jobs whatever else is done bit by bit
     */
    public record Work(ClientHousekeeping clients, List<RotatingKeys> keys, List<HousekeepingJob> jobs) {

        /** Copies the lists. */
        public Work {
            keys = List.copyOf(keys);
            jobs = List.copyOf(jobs);
        }
    }

    /** Works on the records of this realm. */
    public Housekeeper(Realm realm, Work work, HousekeepingPolicy policy) {
        this.realm = realm;
        this.work = work;
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
     * @throws StorageException if the keys could not be read or the lease not be decided; nothing was done
     */
    public HousekeepingReport run() {
        work.keys().forEach(RotatingKeys::refresh);
        if (!lease.hold()) {
            return HousekeepingReport.ELSEWHERE;
        }
        Step step = new Step();
        RecordKinds.all().forEach(step::purge);
        step.keepClients();
        work.keys().forEach(step::rotate);
        work.jobs().forEach(step::advance);
        return step.report();
    }

    /** One step on its way. */
    private final class Step {

        private final Map<String, Integer> purged = new LinkedHashMap<>();
        private final Map<String, Integer> changed = new LinkedHashMap<>();
        private final Map<KeyUse, RotationStep> rotated = new EnumMap<>(KeyUse.class);
        private final List<RuntimeException> failures = new ArrayList<>();
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
                ClientReport done = work.clients().step(policy.batch());
                clientReport = Optional.of(done);
                more |= done.more();
            });
        }

        void rotate(RotatingKeys keys) {
            attempt(() -> keys.rotate().ifPresent(done -> {
                rotated.put(keys.use(), done);
                more = true;
            }));
        }

        void advance(HousekeepingJob job) {
            attempt(() -> {
                HousekeepingJob.Progress done = job.step(policy.batch());
                if (done.changed() > 0) {
                    changed.put(job.name(), done.changed());
                }
                more |= done.more();
            });
        }

        HousekeepingReport report() {
            return new HousekeepingReport(
                    true, new HousekeepingReport.Done(purged, clientReport, rotated, changed), failures, more);
        }

        private void attempt(Runnable job) {
            try {
                job.run();
            } catch (StorageException | SealBrokenException e) {
                failures.add(e);
            }
        }
    }
}
