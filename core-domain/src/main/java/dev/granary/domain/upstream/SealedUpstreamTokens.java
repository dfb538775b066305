package dev.granary.domain.upstream;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.Seal;
import dev.granary.fence.FenceKey;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** {@link UpstreamTokens} over the upstream tokens of one realm. */
public final class SealedUpstreamTokens implements UpstreamTokens {

    private static final Comparator<UpstreamToken> NEWEST_LAST =
            Comparator.comparing(token -> token.tokens().expiresAt().orElse(Instant.MAX));

    private final Realm realm;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;
    private final Fences fences;
    private final TokenSeal seal;
    private final ReadAudit audit;
    private final Settlement settlement;
    private final Optional<Duration> session;

    /** Works on the records of this realm, whose sessions have no end of their own. */
    public SealedUpstreamTokens(Realm realm, Seal seal, Fences fences) {
        this(realm, seal, fences, Optional.empty());
    }

    /**
     * Works on the records of this realm.
     *
     * @param session how long after its login a session can be used at most; what an upstream gives for it without an end
     *     of its own is not kept much longer. Unset means that there is no such time
     */
    public SealedUpstreamTokens(Realm realm, Seal seal, Fences fences, Optional<Duration> session) {
        this.realm = realm;
        this.session = session;
        this.store = realm.records().upstreamTokens();
        this.fences = fences;
        this.seal = new TokenSeal(realm, seal);
        this.audit = new ReadAudit(realm);
        this.settlement = new Settlement(realm, this.seal);
    }

    @Override
    public SaveOutcome save(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding, Instant begunAt) {
        return write(token(key, seal.seal(key, tokens), binding, begunAt, Optional.empty()));
    }

    @Override
    public SaveOutcome renew(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding, Instant begunAt) {
        UpstreamToken written = put(
                token(key, seal.seal(key, tokens), binding, begunAt, Optional.empty()),
                SealedUpstreamTokens::keepingRefreshToken);
        SaveOutcome outcome = checked(written);
        if (outcome == SaveOutcome.SAVED) {
            settlement.inherit(written);
        }
        return outcome;
    }

    @Override
    public SaveOutcome keep(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding, Instant begunAt) {
        Optional<Instant> end = Optional.of(fences.lastWriteOf(begunAt));
        return write(token(key, seal.seal(key, tokens), binding, begunAt, end));
    }

    @Override
    public Set<ProviderName> settle(SessionId session, Collection<ProviderName> upstreams, UserId user) {
        return settlement.settle(
                upstreams.stream()
                        .map(upstream -> new UpstreamTokenKey(session, upstream))
                        .toList(),
                user);
    }

    private SaveOutcome write(UpstreamToken fresh) {
        return checked(put(fresh, (stored, next) -> next.tokens()));
    }

    /** Reads the fences after the write. */
    private SaveOutcome checked(UpstreamToken written) {
        if (!fences.stop(written)) {
            return SaveOutcome.SAVED;
        }
        // Whoever wrote over it since has read the fences, too.
        new Writes().remove(store, written, stored -> stored.revision().equals(written.revision()));
        realm.tell(AuditType.FENCED, Optional.of(written.binding().client()), 1, "upstream tokens refused");
        return SaveOutcome.FENCED;
    }

    @Override
    public UpstreamOutcome find(UpstreamTokenKey key, Holder holder) {
        Optional<UpstreamToken> found = store.find(key).filter(SealedUpstreamTokens::isSettled);
        if (found.isEmpty()) {
            return new UpstreamOutcome.Unknown();
        }
        if (!holder.holds(found.get())) {
            audit.withheld(holder, 1);
            return new UpstreamOutcome.WrongHolder();
        }
        KeptUpstreamTokens kept = seal.open(found.get());
        audit.given(holder, 1);
        boolean expired = kept.tokens()
                .expiresAt()
                .filter(end -> !realm.now().isBefore(end))
                .isPresent();
        return expired ? new UpstreamOutcome.Expired(kept) : new UpstreamOutcome.Found(kept);
    }

    @Override
    public List<KeptUpstreamTokens> ofSession(SessionId session, Holder holder) {
        List<UpstreamToken> all = listing(session).toList().stream()
                .filter(SealedUpstreamTokens::isSettled)
                .toList();
        List<KeptUpstreamTokens> bound =
                all.stream().filter(holder::holds).map(seal::open).toList();
        if (bound.size() < all.size()) {
            audit.withheld(holder, all.size() - bound.size());
        }
        if (!bound.isEmpty()) {
            audit.given(holder, bound.size());
        }
        return bound;
    }

    @Override
    public Optional<KeptUpstreamTokens> latest(UserId user, ProviderName provider) {
        Selection<UpstreamToken> selection =
                Selection.by(UpstreamToken.BY_USER_AND_PROVIDER, IndexValue.of(user.value(), provider.value()));
        Optional<KeptUpstreamTokens> latest = new Listing<>(store, selection)
                .toList().stream()
                        .filter(SealedUpstreamTokens::isSettled)
                        .max(NEWEST_LAST)
                        .map(seal::open);
        latest.ifPresent(kept -> realm.tell(
                AuditType.UPSTREAM_READ,
                Optional.of(kept.binding().client()),
                1,
                "latest of user " + user.value() + " at " + provider.value()));
        return latest;
    }

    @Override
    public int endSession(SessionId session) {
        // Without the fence, what a late login or refresh saves behind the walk would stay.
        new Writes().send(() -> fence(session));
        AtomicInteger removed = new AtomicInteger();
        listing(session)
                .forEachPage(page -> page.stream()
                        .filter(token -> new Writes().remove(store, token, stored -> true))
                        .forEach(token -> removed.incrementAndGet()));
        return removed.get();
    }

    @Override
    public boolean end(UpstreamTokenKey key) {
        return store.find(key)
                .filter(found -> new Writes().remove(store, found, stored -> true))
                .isPresent();
    }

    private FenceKey fence(SessionId session) {
        FenceKey key = FenceKey.of(session);
        fences.set(key, realm.now());
        return key;
    }

    private Listing<UpstreamTokenKey, UpstreamToken> listing(SessionId session) {
        return new Listing<>(store, Selection.by(UpstreamToken.BY_SESSION, IndexValue.of(session.value())));
    }

    /** Inserts, or replaces what is there; a record's user never changes, so another user's goes first. */
    private UpstreamToken put(UpstreamToken fresh, BiFunction<UpstreamToken, UpstreamToken, TokenSet> merge) {
        Optional<UpstreamToken> written = Optional.empty();
        while (written.isEmpty()) {
            written = new Writes()
                    .send(() -> store.insert(fresh))
                    .match(() -> Optional.of(fresh), stored -> supersede(stored, fresh, merge));
        }
        return written.get();
    }

    private Optional<UpstreamToken> supersede(
            UpstreamToken stored, UpstreamToken fresh, BiFunction<UpstreamToken, UpstreamToken, TokenSet> merge) {
        if (!stored.binding().user().equals(fresh.binding().user())) {
            new Writes()
                    .remove(
                            store,
                            stored,
                            other -> !other.binding()
                                    .user()
                                    .equals(fresh.binding().user()));
            return Optional.empty();
        }
        UpstreamToken next = new UpstreamToken(
                fresh.key(),
                merge.apply(stored, fresh),
                fresh.binding(),
                Optional.empty(),
                fresh.begunAt(),
                fresh.provisionalUntil(),
                stored.stamp().next(realm.attempt()));
        return new Writes()
                .replace(store, next, stored.revision())
                .match(() -> Optional.of(next), other -> Optional.empty(), Optional::empty);
    }

    private UpstreamToken token(
            UpstreamTokenKey key,
            TokenSet sealed,
            UpstreamBinding binding,
            Instant begunAt,
            Optional<Instant> provisionalUntil) {
        TokenSet bounded =
                sealed.sessionExpiresAt().isPresent() ? sealed : sealed.withSessionEnd(session.map(begunAt::plus));
        return new UpstreamToken(
                key, bounded, binding, Optional.empty(), begunAt, provisionalUntil, Stamp.first(realm.attempt()));
    }

    /** One that is about to be refreshed may be spent at any time. */
    private static TokenSet keepingRefreshToken(UpstreamToken stored, UpstreamToken fresh) {
        boolean stays = fresh.tokens().refreshToken().isEmpty()
                && stored.refresh().isEmpty()
                && Inheritance.isOfSameAccount(stored, fresh);
        return stays ? fresh.tokens().withRefreshToken(stored.tokens().refreshToken()) : fresh.tokens();
    }

    /** What a login keeps on its way is nobody's yet. */
    private static boolean isSettled(UpstreamToken token) {
        return token.provisionalUntil().isEmpty();
    }
}
