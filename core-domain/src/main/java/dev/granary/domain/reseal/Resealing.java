package dev.granary.domain.reseal;

import dev.granary.domain.dcr.RegistrationFields;
import dev.granary.domain.housekeeping.HousekeepingJob;
import dev.granary.domain.key.KeyFields;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealedFields;
import dev.granary.domain.seal.SealedMarks;
import dev.granary.domain.upstream.UpstreamTokenFields;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.Cursor;
import dev.granary.record.Page;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import java.util.List;
import java.util.Optional;

/**
 * Seals everything that lasts under the ring's current key, so that a former key can leave the ring. A mark keeps how far
 * it came: whoever goes on, goes on from there. What lasts less than a day, logins on their way and successors kept for a
 * retry, is left to end.
 *
 * <p>A node whose ring still has the former key first seals with that. A pass that is to prove that nothing of the former
 * key is left is therefore begun, with {@link #restart}, when all nodes have the new ring.
 */
public final class Resealing implements HousekeepingJob {

    private static final MarkName MARK = new MarkName("resealing");

    private final Realm realm;
    private final Seal seal;
    private final List<SealedFields<?, ?>> kinds;

    /** Works on the records of this realm. */
    public Resealing(Realm realm, Seal seal) {
        this.realm = realm;
        this.seal = seal;
        this.kinds = List.of(
                new UpstreamTokenFields(realm, seal),
                new RegistrationFields(realm, seal),
                new KeyFields(realm, seal),
                new SealedMarks(realm, seal));
    }

    @Override
    public String name() {
        return "resealing";
    }

    /** @throws dev.granary.domain.seal.SealBrokenException if a value does not open; it is left as it is */
    @Override
    public Progress step(int batch) {
        Mark mark = mark();
        Place place = Place.of(mark.value())
                .filter(read -> read.ringKey().equals(seal.currentKey()))
                .orElseGet(() -> Place.start(seal.currentKey()));
        if (place.kind() >= kinds.size()) {
            return Progress.NONE;
        }
        Done done = renew(kinds.get(place.kind()), place, batch);
        keep(mark, done.next());
        return new Progress(done.changed(), done.next().kind() < kinds.size());
    }

    /** Begins at the beginning. */
    public void restart() {
        keep(mark(), Place.start(seal.currentKey()));
    }

    private <K extends RecordKey, R extends StoredRecord<K>> Done renew(
            SealedFields<K, R> fields, Place place, int batch) {
        RecordStore<K, R> store =
                realm.records().storage().store(realm.records().namespace(), fields.kind());
        Page<R> page = store.page(Selection.all(), place.after(), batch);
        int changed = 0;
        for (R record : page.records()) {
            boolean written = new Writes()
                    .change(
                            store,
                            record,
                            stored -> fields.renewed(stored, realm.attempt()).orElse(stored))
                    .filter(Writes.Changed::written)
                    .isPresent();
            changed += written ? 1 : 0;
        }
        return new Done(changed, place.next(page.next()));
    }

    private Mark mark() {
        Mark first = new Mark(MARK, Place.start(seal.currentKey()).text(), Stamp.first(realm.attempt()));
        return realm.records()
                .marks()
                .find(MARK)
                .orElseGet(() -> new Writes()
                        .send(() -> realm.records().marks().insert(first))
                        .match(() -> first, stored -> stored));
    }

    /** Another node that came further at once did the same work; which of the two is kept does not matter. */
    private void keep(Mark mark, Place next) {
        Mark moved = new Mark(MARK, next.text(), mark.stamp().next(realm.attempt()));
        new Writes()
                .replace(realm.records().marks(), moved, mark.revision())
                .match(() -> moved, stored -> stored, () -> moved);
    }

    private record Done(int changed, Place next) {}

    /** How far a pass came: for which key of the ring, in which kind, behind which record. */
    private record Place(String ringKey, int kind, Cursor after) {

        static Place start(String ringKey) {
            return new Place(ringKey, 0, Cursor.START);
        }

        static Optional<Place> of(String text) {
            String[] parts = text.split(" ", 3);
            return parts.length == 3 && parts[1].matches("[0-9]{1,3}")
                    ? Optional.of(new Place(parts[0], Integer.parseInt(parts[1]), new Cursor(parts[2])))
                    : Optional.empty();
        }

        Place next(Optional<Cursor> further) {
            return new Place(ringKey, further.isPresent() ? kind : kind + 1, further.orElse(Cursor.START));
        }

        String text() {
            return ringKey + " " + kind + " " + after.value();
        }
    }
}
