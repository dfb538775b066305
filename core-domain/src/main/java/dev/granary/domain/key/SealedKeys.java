package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.Position;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealedMarks;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.key.StoredKey;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.CorruptRecordException;
import dev.granary.record.IndexValue;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.StorageFault;
import dev.granary.record.Times;
import dev.granary.seal.Sealed;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The keys of one use as they are stored: each a sealed JWK under its own id, and a sealed mark that names the current
 * one. Of several nodes that make the first key, or promote the next, at once the mark decides whose it is.
 */
final class SealedKeys {

    private static final String LEAKED = "leaked";

    private final Realm realm;
    private final Seal seal;
    private final KeyUse use;
    private final MarkName markName;

    SealedKeys(Realm realm, Seal seal, KeyUse use) {
        this.realm = realm;
        this.seal = seal;
        this.use = use;
        this.markName = new MarkName("current-key-" + use.name().toLowerCase(Locale.ROOT));
    }

    /** One key, opened. */
    record Held(StoredKey stored, JWK jwk, boolean leaked) {

        String kid() {
            return jwk.getKeyID();
        }
    }

    /** The key in use, the mark that says so, and all the other keys. */
    record Loaded(Held current, Mark mark, List<Held> others) {

        /** Those that were made after the current one and wait for their turn, the first made first. */
        List<Held> next() {
            return others.stream()
                    .filter(key -> !key.leaked())
                    .filter(key ->
                            key.stored().createdAt().isAfter(current.stored().createdAt()))
                    .sorted(Comparator.comparing(key -> key.stored().createdAt()))
                    .toList();
        }

        /** All others: they were in use before, or never will be. */
        List<Held> former() {
            List<Held> former = new ArrayList<>(others);
            former.removeAll(next());
            return former;
        }
    }

    /** Loads all keys; if there is none, makes one and puts it in use. */
    Loaded load(Supplier<JWK> maker) {
        Mark mark = realm.records().marks().find(markName).orElseGet(() -> first(maker.get()));
        String named = named(mark);
        List<Held> all = new ArrayList<>(all());
        Held current =
                all.stream().filter(key -> key.kid().equals(named)).findFirst().orElseThrow(this::missing);
        all.remove(current);
        return new Loaded(current, mark, all);
    }

    /** Stores a key that follows this one, whatever the clock says of it. */
    Held addAfter(Held current, JWK jwk) {
        return add(jwk, Times.later(realm.now(), current.stored().createdAt().plusNanos(1000)));
    }

    private Held add(JWK jwk, Instant createdAt) {
        StoredKey key = stored(jwk, createdAt);
        new Writes().create(realm.records().keys(), StoredKey.KIND, key);
        return new Held(key, jwk, false);
    }

    /** Puts a key in use, unless another node changed which one is; it shows at the next load. */
    void promote(Held key, Mark standing) {
        Mark next = new Mark(markName, sealedName(key.kid()), standing.stamp().next(realm.attempt()));
        new Writes()
                .replace(realm.records().marks(), next, standing.revision())
                .match(() -> next, stored -> stored, () -> {
                    throw missing();
                });
    }

    /** Lets a key end at this time, if it does not end before. */
    void end(Held key, Instant end) {
        change(key, key.stored().body(), end);
    }

    /** Marks a key as known to somebody else, and lets it end at this time, if it does not end before. */
    void leak(Held key, Instant end) {
        Map<String, Object> members = key.jwk().toJSONObject();
        members.put(LEAKED, true);
        change(
                key,
                seal.seal(
                        JSONObjectUtils.toJSONString(members),
                        keyPlace(key.stored().id())),
                end);
    }

    private void change(Held key, Sealed body, Instant end) {
        // Twice does no harm: a key that was changed meanwhile only ends earlier, and one that is gone may be.
        new Writes().change(realm.records().keys(), key.stored(), stored -> {
            Instant earlier = Times.earlier(stored.retainUntil(), end);
            boolean same = stored.body().equals(body) && stored.retainUntil().equals(earlier);
            return same
                    ? stored
                    : new StoredKey(
                            stored.id(),
                            use,
                            body,
                            stored.createdAt(),
                            earlier,
                            stored.stamp().next(realm.attempt()));
        });
    }

    private Mark first(JWK mine) {
        Held key = add(mine, realm.now());
        Mark mark = new Mark(markName, sealedName(mine.getKeyID()), Stamp.first(realm.attempt()));
        return new Writes()
                .send(() -> realm.records().marks().insert(mark))
                .match(() -> mark, winner -> yieldTo(winner, key.stored()));
    }

    /** Another node's key was first; nothing was made with ours. */
    private Mark yieldTo(Mark winner, StoredKey mine) {
        return new Writes()
                .send(() -> realm.records().keys().remove(mine.key(), mine.revision()))
                .match(() -> winner, stored -> winner, () -> winner);
    }

    private StoredKey stored(JWK jwk, Instant createdAt) {
        KeyId id = new KeyId(jwk.getKeyID());
        return new StoredKey(
                id,
                use,
                seal.seal(jwk.toJSONString(), keyPlace(id)),
                createdAt,
                Times.FOREVER,
                Stamp.first(realm.attempt()));
    }

    private List<Held> all() {
        Selection<StoredKey> ofUse = Selection.by(StoredKey.BY_USE, IndexValue.of(use.name()));
        return new Listing<>(realm.records().keys(), ofUse)
                .toList().stream().map(this::open).toList();
    }

    private Held open(StoredKey key) {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(seal.open(key.body(), keyPlace(key.id())));
            return new Held(key, JWK.parse(members), Boolean.TRUE.equals(members.get(LEAKED)));
        } catch (ParseException e) {
            // What the parser says could quote the key.
            throw corrupt("the sealed body is no JWK; restore the key from a backup");
        }
    }

    private String named(Mark mark) {
        return seal.open(new Sealed(mark.value()), markPlace());
    }

    private String sealedName(String kid) {
        return seal.seal(kid, markPlace()).envelope();
    }

    /** Where a key is sealed. */
    static Position place(Realm realm, KeyId id) {
        return new Position(realm.records().namespace(), StoredKey.KIND.name(), id, "body");
    }

    private Position keyPlace(KeyId id) {
        return place(realm, id);
    }

    private Position markPlace() {
        return SealedMarks.place(realm, markName);
    }

    private CorruptRecordException missing() {
        return corrupt("the key in use is missing; restore the keys and marks from the same backup");
    }

    private CorruptRecordException corrupt(String remedy) {
        return new CorruptRecordException(
                StorageFault.of(realm.records().storage().id(), "load", StoredKey.KIND.name(), remedy));
    }
}
