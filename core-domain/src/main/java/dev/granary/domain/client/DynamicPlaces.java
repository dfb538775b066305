package dev.granary.domain.client;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.quota.Quota;
import dev.granary.quota.QuotaKey;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.StorageException;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * The places of dynamic clients. Whoever registers one swaps the count first. The count errs on the high side: a write
 * whose answer was lost may count twice, and what fails after it leaves its place taken until housekeeping recounts.
 */
final class DynamicPlaces {

    private static final QuotaKey KEY = new QuotaKey("dynamic_clients");

    private final Realm realm;
    private final RecordStore<QuotaKey, Quota> quotas;
    private final IntSupplier cap;

    DynamicPlaces(Realm realm, IntSupplier cap) {
        this.realm = realm;
        this.quotas = realm.records().quotas();
        this.cap = cap;
    }

    /** Takes a place; false if there is none, and then nothing was changed. */
    boolean take() {
        Writes writes = new Writes();
        int most = cap.getAsInt();
        return writes.change(quotas, standing(), quota -> quota.count() < most ? to(quota, quota.count() + 1) : quota)
                .map(Writes.Changed::written)
                .orElseGet(this::take);
    }

    /** Gives places back. */
    void giveBack(int places) {
        change(standing(), quota -> to(quota, Math.max(0, quota.count() - places)));
    }

    /**
     * Gives a place back whose client could not be stored, and returns the failure. Whether it was stored is unknown only
     * to the insert; then its place stays taken until a recount.
     */
    StorageException giveBackAfter(StorageException failure) {
        if (!(failure instanceof OutcomeUnknownException)) {
            try {
                giveBack(1);
            } catch (StorageException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /** The count as it is stored; 0 if nobody has counted yet. */
    Quota standing() {
        Quota none = new Quota(KEY, 0, Stamp.first(realm.attempt()));
        return quotas.find(KEY)
                .orElseGet(() -> new Writes().send(() -> quotas.insert(none)).match(() -> none, stored -> stored));
    }

    /** Raises the count, unless it is as high already. */
    void raise(long count) {
        change(standing(), quota -> quota.count() < count ? to(quota, count) : quota);
    }

    /** Lowers the count, unless somebody has changed it since it was seen. */
    void lower(Quota seen, long count) {
        change(seen, quota -> quota.revision().equals(seen.revision()) ? to(quota, count) : quota);
    }

    private void change(Quota loaded, UnaryOperator<Quota> change) {
        if (new Writes().change(quotas, loaded, change).isEmpty()) {
            throw new IllegalStateException("quota: somebody removed the count of dynamic clients; try again");
        }
    }

    private Quota to(Quota quota, long count) {
        return new Quota(quota.key(), count, quota.stamp().next(realm.attempt()));
    }
}
