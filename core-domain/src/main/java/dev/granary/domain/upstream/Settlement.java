package dev.granary.domain.upstream;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.RecordStore;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends what a login kept on its way: its tokens last from now on. Housekeeping may be purging them at the same time; of
 * the two the storage lets one win.
 */
final class Settlement {

    private final Realm realm;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;
    private final Inheritance inheritance;

    Settlement(Realm realm, TokenSeal seal) {
        this.realm = realm;
        this.store = realm.records().upstreamTokens();
        this.inheritance = new Inheritance(realm, seal);
    }

    /** The upstreams of those that are this user's and last now. */
    Set<ProviderName> settle(List<UpstreamTokenKey> keys, UserId user) {
        Set<ProviderName> settled = new LinkedHashSet<>();
        store.findAll(keys).stream()
                .filter(kept -> kept.binding().user().equals(user))
                .forEach(kept -> settle(kept).ifPresent(lasting -> {
                    inheritance.claim(lasting);
                    settled.add(lasting.key().provider());
                }));
        return settled;
    }

    /** Gives tokens that last already the refresh token of the session before, if they have none. */
    void inherit(UpstreamToken lasting) {
        inheritance.claim(lasting);
    }

    /** The settled record; empty if it is over. */
    private Optional<UpstreamToken> settle(UpstreamToken kept) {
        return new Writes()
                .change(store, kept, stored -> isOver(stored) ? stored : lasting(stored))
                .map(Writes.Changed::after)
                .filter(stored -> stored.provisionalUntil().isEmpty());
    }

    private boolean isOver(UpstreamToken stored) {
        return stored.provisionalUntil().map(end -> !realm.now().isBefore(end)).orElse(true);
    }

    private UpstreamToken lasting(UpstreamToken kept) {
        return new UpstreamToken(
                kept.key(),
                kept.tokens(),
                kept.binding(),
                kept.refresh(),
                kept.begunAt(),
                kept.stamp().next(realm.attempt()));
    }
}
