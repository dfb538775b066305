package dev.granary.domain.upstream;

import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StorageException;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link UpstreamCredentials} over the upstream tokens of one realm. A server needs one, shared by all who ask. */
public final class RefreshedCredentials implements UpstreamCredentials {

    private final Logger log = LoggerFactory.getLogger(RefreshedCredentials.class);
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;
    private final TokenSeal seal;
    private final Freshness freshness;
    private final Refreshes refreshes;
    private final Rejections rejections;
    private final ReadAudit audit;

    /**
     * What it is made of.
     *
     * @param seal seals and opens the tokens
     * @param fences what bulk revocations left
     * @param upstream the way to the upstreams
     * @param policy when and for how long is refreshed
     * @param executor runs the refreshes, side by side if it has several threads. Not the bounded pool that callers
     *     come from, or they wait for each other; one that runs what it is given at once keeps a caller that gave up
     */
    public record Parts(Seal seal, Fences fences, UpstreamRefresh upstream, RefreshPolicy policy, Executor executor) {}

    /** Works on the records of this realm. */
    public RefreshedCredentials(Realm realm, Parts parts) {
        this.store = realm.records().upstreamTokens();
        this.seal = new TokenSeal(realm, parts.seal());
        this.freshness = new Freshness(realm, parts.policy());
        this.refreshes = new Refreshes(
                new TokenRefresh(new TokenRefresh.Parts(realm, seal, parts.fences(), parts.upstream(), freshness)),
                parts.executor());
        this.rejections = new Rejections(realm);
        this.audit = new ReadAudit(realm);
    }

    @Override
    public CredentialOutcome valid(UpstreamTokenKey key, Holder holder) {
        Optional<UpstreamToken> found = store.find(key).filter(RefreshedCredentials::isSettled);
        if (found.isEmpty()) {
            return new CredentialOutcome.Unknown();
        }
        if (!holder.holds(found.get())) {
            audit.withheld(holder, 1);
            return new CredentialOutcome.WrongHolder();
        }
        return ask(found.get()).answer(holder, freshness.policy().patience());
    }

    @Override
    public Map<ProviderName, CredentialOutcome> allValid(SessionId session, Holder holder) {
        Selection<UpstreamToken> ofSession = Selection.by(UpstreamToken.BY_SESSION, IndexValue.of(session.value()));
        List<UpstreamToken> all = new Listing<>(store, ofSession)
                .toList().stream().filter(RefreshedCredentials::isSettled).toList();
        List<Asked> asked = all.stream().filter(holder::holds).map(this::ask).toList();
        if (asked.size() < all.size()) {
            audit.withheld(holder, all.size() - asked.size());
        }
        waitForAll(asked);
        Map<ProviderName, CredentialOutcome> outcomes = new LinkedHashMap<>();
        all.forEach(token -> outcomes.put(token.key().provider(), new CredentialOutcome.WrongHolder()));
        asked.forEach(each -> outcomes.put(each.provider(), listed(each, holder)));
        return Collections.unmodifiableMap(outcomes);
    }

    @Override
    public void rejected(UpstreamTokenKey key, Holder holder, String accessToken) {
        Optional<UpstreamToken> found = store.find(key).filter(RefreshedCredentials::isSettled);
        if (found.filter(token -> !holder.holds(token)).isPresent()) {
            audit.withheld(holder, 1);
            return;
        }
        found.filter(token -> isStill(accessToken, token) && rejections.isHeard(key))
                .ifPresent(token -> expire(token, accessToken));
    }

    private void expire(UpstreamToken loaded, String accessToken) {
        boolean expired = new Writes()
                .change(store, loaded, stored -> isStill(accessToken, stored) ? rejections.expired(stored) : stored)
                .filter(Writes.Changed::written)
                .isPresent();
        if (expired) {
            rejections.tell(loaded);
        }
    }

    /** A refresh that is underway puts another in its place anyway, and must find its intent again. */
    private boolean isStill(String accessToken, UpstreamToken stored) {
        return stored.refresh().isEmpty()
                && seal.open(stored)
                        .tokens()
                        .accessToken()
                        .filter(accessToken::equals)
                        .isPresent();
    }

    /** What a login keeps on its way is nobody's yet. */
    private static boolean isSettled(UpstreamToken token) {
        return token.provisionalUntil().isEmpty();
    }

    private Asked ask(UpstreamToken token) {
        return freshness
                .settled(token)
                .map(end -> new Asked(token, CompletableFuture.completedFuture(end), false))
                .orElseGet(() -> new Asked(token, refreshes.join(token), true));
    }

    /** One record that was asked for, and what is to come of it. */
    private final class Asked {

        private final UpstreamToken token;
        private final CompletableFuture<RefreshEnd> end;
        private final boolean refreshing;

        Asked(UpstreamToken token, CompletableFuture<RefreshEnd> end, boolean refreshing) {
            this.token = token;
            this.end = end;
            this.refreshing = refreshing;
        }

        ProviderName provider() {
            return token.key().provider();
        }

        CredentialOutcome answer(Holder holder, Duration patience) {
            try {
                return end.get(patience.toMillis(), TimeUnit.MILLISECONDS).answer(stored -> give(stored, holder));
            } catch (TimeoutException e) {
                return new CredentialOutcome.Later(RefreshFault.BUSY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new CredentialOutcome.Later(RefreshFault.BUSY);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("a refresh of upstream tokens failed", e.getCause());
            }
        }

        /** What came of a refresh may be another's by now. */
        private CredentialOutcome give(UpstreamToken stored, Holder holder) {
            if (!holder.holds(stored)) {
                audit.withheld(holder, 1);
                return new CredentialOutcome.WrongHolder();
            }
            UpstreamTokenSet tokens = seal.open(stored).tokens();
            UpstreamCredential credential = new UpstreamCredential(
                    provider(),
                    tokens.accessToken().orElseThrow(),
                    tokens.idToken(),
                    tokens.expiresAt(),
                    tokens.scopes());
            audit.given(holder, 1);
            return new CredentialOutcome.Valid(credential, refreshing);
        }
    }

    /** Waits once for all; what is not there then is told one by one. */
    private void waitForAll(List<Asked> asked) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(asked.stream().map(each -> each.end).toArray(CompletableFuture[]::new));
        try {
            all.get(freshness.policy().patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.debug("not every upstream of a session was refreshed: {}", e.toString());
        }
    }

    private CredentialOutcome listed(Asked asked, Holder holder) {
        try {
            return asked.answer(holder, Duration.ZERO);
        } catch (StorageException | SealBrokenException e) {
            log.error("upstream {}: no credential", asked.provider().value(), e);
            return new CredentialOutcome.Later(RefreshFault.STORAGE);
        }
    }
}
