package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.Position;
import dev.granary.domain.seal.Seal;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.key.StoredKey;
import dev.granary.mark.Mark;
import dev.granary.mark.MarkName;
import dev.granary.record.CorruptRecordException;
import dev.granary.record.Cursor;
import dev.granary.record.IndexValue;
import dev.granary.record.Page;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.StorageFault;
import dev.granary.record.Times;
import dev.granary.seal.Sealed;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of one use as they are stored: each a sealed JWK under its own id, and a sealed mark that names the current
 * one. Of several nodes that make the first key at once, the mark's insert decides whose it is.
 */
final class SealedKeys {

    private static final int PAGE = 100;

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

    /** The key in use and all the others. */
    record Loaded(JWK current, List<JWK> others) {}

    /** Loads all keys; if there is none, makes one and puts it in use. */
    Loaded load(Supplier<JWK> maker) {
        String current = realm.records().marks().find(markName).map(this::named).orElseGet(() -> first(maker.get()));
        List<JWK> others = new ArrayList<>(all());
        JWK chosen = others.stream()
                .filter(key -> key.getKeyID().equals(current))
                .findFirst()
                .orElseThrow(this::missing);
        others.remove(chosen);
        return new Loaded(chosen, others);
    }

    private String first(JWK mine) {
        KeyId id = new KeyId(mine.getKeyID());
        StoredKey key = new StoredKey(
                id,
                use,
                seal.seal(mine.toJSONString(), keyPlace(id)),
                realm.now(),
                Times.FOREVER,
                Stamp.first(realm.attempt()));
        Writes writes = new Writes();
        writes.send(() -> realm.records().keys().insert(key)).match(() -> key, stored -> stored);
        Mark mark =
                new Mark(markName, seal.seal(mine.getKeyID(), markPlace()).envelope(), Stamp.first(realm.attempt()));
        Optional<Mark> another =
                writes.send(() -> realm.records().marks().insert(mark)).match(Optional::empty, Optional::of);
        return another.map(winner -> yieldTo(winner, key)).orElse(mine.getKeyID());
    }

    /** Another node's key was first; nothing was made with ours. */
    private String yieldTo(Mark winner, StoredKey mine) {
        String named = named(winner);
        if (!named.equals(mine.id().value())) {
            new Writes()
                    .send(() -> realm.records().keys().remove(mine.key(), mine.revision()))
                    .match(() -> named, stored -> named, () -> named);
        }
        return named;
    }

    private List<JWK> all() {
        Selection<StoredKey> ofUse = Selection.by(StoredKey.BY_USE, IndexValue.of(use.name()));
        List<JWK> keys = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<StoredKey> page = realm.records().keys().page(ofUse, next.get(), PAGE);
            page.records().forEach(key -> keys.add(open(key)));
            next = page.next();
        }
        return keys;
    }

    private JWK open(StoredKey key) {
        try {
            return JWK.parse(seal.open(key.body(), keyPlace(key.id())));
        } catch (ParseException e) {
            // What the parser says could quote the key.
            throw corrupt("the sealed body is no JWK; restore the key from a backup");
        }
    }

    private String named(Mark mark) {
        return seal.open(new Sealed(mark.value()), markPlace());
    }

    private Position keyPlace(KeyId id) {
        return new Position(realm.records().namespace(), StoredKey.KIND.name(), id, "body");
    }

    private Position markPlace() {
        return new Position(realm.records().namespace(), Mark.KIND.name(), markName, "value");
    }

    private CorruptRecordException missing() {
        return corrupt("the key in use is missing; restore the keys and marks from the same backup");
    }

    private CorruptRecordException corrupt(String remedy) {
        return new CorruptRecordException(
                StorageFault.of(realm.records().storage().id(), "load", StoredKey.KIND.name(), remedy));
    }
}
