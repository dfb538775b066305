package dev.granary.domain.key;

import com.nimbusds.jose.jwk.JWK;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.key.SealedKeys.Held;
import dev.granary.domain.key.SealedKeys.Loaded;
import dev.granary.domain.realm.Realm;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The steps of a rotation. Each is one write, decided from what is stored, so that it can be interrupted anywhere and
 * done by any node: publish, promote, retire.
 */
final class Rotation {

    private final Realm realm;
    private final SealedKeys stored;
    private final KeyUse use;
    private final RotationPolicy policy;
    private final Supplier<JWK> maker;

    Rotation(Realm realm, SealedKeys stored, KeyUse use, RotationPolicy policy, Supplier<JWK> maker) {
        this.realm = realm;
        this.stored = stored;
        this.use = use;
        this.policy = policy;
        this.maker = maker;
    }

    Loaded load() {
        return stored.load(maker);
    }

    /** Does what is due first. */
    Optional<RotationStep> step() {
        Loaded keys = load();
        return retire(keys).or(() -> promote(keys)).or(() -> publish(keys));
    }

    List<KeyState> states() {
        Loaded keys = load();
        Stream<KeyState> others = keys.others().stream()
                .map(key -> state(
                        key,
                        key.leaked()
                                ? KeyState.Standing.COMPROMISED
                                : keys.next().contains(key) ? KeyState.Standing.NEXT : KeyState.Standing.FORMER));
        return Stream.concat(Stream.of(state(keys.current(), KeyState.Standing.CURRENT)), others)
                .toList();
    }

    /** Publishes the next key, if none is. */
    Held begin() {
        return successor(load());
    }

    CompromiseOutcome compromised(KeyId id) {
        Loaded keys = load();
        while (keys.current().stored().id().equals(id)) {
            // Lead or not: what is made with a key that others know is worth nothing.
            promote(successor(keys), keys);
            keys = load();
        }
        Optional<Held> key = keys.others().stream()
                .filter(held -> held.stored().id().equals(id))
                .findFirst();
        key.ifPresent(held -> {
            stored.leak(held, use == KeyUse.SIGNATURE ? realm.now() : end());
            tell(held, "is not trusted any more");
        });
        return key.isPresent() ? CompromiseOutcome.ENDED : CompromiseOutcome.UNKNOWN;
    }

    /** A node that has not read the keys since may still use a former one, which therefore lives longer by the lead. */
    private Optional<RotationStep> retire(Loaded keys) {
        List<Held> endless = keys.former().stream()
                .filter(key -> key.stored().retainUntil().equals(Times.FOREVER))
                .toList();
        endless.forEach(key -> stored.end(key, end()));
        return endless.isEmpty() ? Optional.empty() : Optional.of(RotationStep.RETIRED);
    }

    private Optional<RotationStep> promote(Loaded keys) {
        Instant latest = realm.now().minus(policy.lead());
        Optional<Held> due = keys.next().stream()
                .filter(key -> !key.stored().createdAt().isAfter(latest))
                .findFirst();
        due.ifPresent(key -> promote(key, keys));
        return due.map(key -> RotationStep.PROMOTED);
    }

    private void promote(Held key, Loaded keys) {
        stored.promote(key, keys.mark());
        tell(key, "is in use");
    }

    private Optional<RotationStep> publish(Loaded keys) {
        Instant made = keys.current().stored().createdAt();
        boolean due = !policy.period().isZero()
                && keys.next().isEmpty()
                && !realm.now().isBefore(made.plus(policy.period()));
        return due ? Optional.of(successor(keys)).map(key -> RotationStep.PUBLISHED) : Optional.empty();
    }

    private Held successor(Loaded keys) {
        return keys.next().stream().findFirst().orElseGet(() -> publishAfter(keys.current()));
    }

    private Held publishAfter(Held current) {
        Held key = stored.addAfter(current, maker.get());
        tell(key, "is published");
        return key;
    }

    private Instant end() {
        return Times.earlier(realm.now().plus(policy.lead()).plus(policy.kept()).plus(realm.skew()), Times.FOREVER);
    }

    private static KeyState state(Held key, KeyState.Standing standing) {
        Optional<Instant> end = Optional.of(key.stored().retainUntil()).filter(time -> !time.equals(Times.FOREVER));
        return new KeyState(key.stored().id(), standing, key.stored().createdAt(), end);
    }

    private void tell(Held key, String what) {
        realm.tell(AuditType.KEY_ROTATED, Optional.empty(), 1, "key " + key.kid() + " of use " + use + " " + what);
    }
}
