package dev.granary.domain.lease;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.lease.Lease;
import dev.granary.lease.LeaseName;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import java.time.Duration;
import java.time.Instant;

/**
 * One holder's hold on a job. It saves work and proves nothing: what the job does must be harmless done twice at once.
 * Safe for threads, which hold it together.
 */
public final class JobLease {

    private final Realm realm;
    private final RecordStore<LeaseName, Lease> leases;
    private final LeaseName name;
    private final Duration life;
    private final String holder;

    /**
     * Does not take the lease yet.
     *
     * @param life how long it is held at a time
     */
    public JobLease(Realm realm, LeaseName name, Duration life) {
        this.realm = realm;
        this.leases = realm.records().leases();
        this.name = name;
        this.life = life;
        this.holder = realm.id();
    }

    /** Takes the lease, or holds it longer; false if another one holds it. */
    public boolean hold() {
        Instant now = realm.now();
        return leases.find(name).map(stored -> extend(stored, now)).orElseGet(() -> begin(now));
    }

    /** Lets the next one begin at once. Whether it was this holder's to let go does not matter to anyone. */
    public void release() {
        leases.find(name)
                .ifPresent(stored -> new Writes()
                        .remove(leases, stored, current -> current.holder().equals(holder)));
    }

    private boolean begin(Instant now) {
        Lease first = lease(now, Stamp.first(realm.attempt()));
        return new Writes().send(() -> leases.insert(first)).match(() -> true, stored -> extend(stored, now));
    }

    private boolean extend(Lease standing, Instant now) {
        return new Writes()
                .change(
                        leases,
                        standing,
                        stored ->
                                mayHold(stored, now) ? lease(now, stored.stamp().next(realm.attempt())) : stored)
                .filter(changed -> changed.after().holder().equals(holder))
                .isPresent();
    }

    /** Being early would make two do the work, so the skew is added. */
    private boolean mayHold(Lease stored, Instant now) {
        return stored.holder().equals(holder) || !now.isBefore(stored.until().plus(realm.skew()));
    }

    private Lease lease(Instant now, Stamp stamp) {
        Instant until = now.plus(life);
        return new Lease(name, holder, until, until.plus(realm.skew()), stamp);
    }
}
