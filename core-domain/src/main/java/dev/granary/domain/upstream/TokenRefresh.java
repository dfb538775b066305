package dev.granary.domain.upstream;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StorageException;
import dev.granary.upstream.RefreshIntent;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Refreshes the tokens of one record, once in the whole cluster.
 *
 * <ol>
 *   <li>Swap in the intent. One wins; the others wait and read again.
 *   <li>Redeem the refresh token.
 *   <li>Swap the result in on that very intent, again and again if the storage fails.
 *   <li>Read the fences, before anything is given out.
 * </ol>
 *
 * <p>An intent whose time is over was a node's that died, or could not store what it got. The refresh token may be spent,
 * which only the upstream can tell: it is tried once more under a new intent. A result that comes after that, or after
 * the end of the session, meets another intent or none and is not kept.
 */
final class TokenRefresh {

    private final Parts parts;
    private final Realm realm;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;

    /** What it takes. */
    record Parts(Realm realm, TokenSeal seal, Fences fences, UpstreamRefresh upstream, Freshness freshness) {}

    /** A record that bears our intent, and whether it bore one of another's before. */
    private record Claim(UpstreamToken token, boolean again) {

        RefreshIntent intent() {
            return token.refresh().orElseThrow();
        }
    }

    TokenRefresh(Parts parts) {
        this.parts = parts;
        this.realm = parts.realm();
        this.store = realm.records().upstreamTokens();
    }

    /** Refreshes what was read; throws as {@link UpstreamTokens} does. */
    RefreshEnd run(UpstreamToken loaded) {
        Pauses pauses = new Pauses(parts.freshness().policy().patience());
        Optional<UpstreamToken> current = Optional.of(loaded);
        while (current.isPresent()) {
            UpstreamToken stored = current.get();
            Optional<RefreshEnd> settled = parts.freshness().settled(stored);
            if (settled.isPresent()) {
                return settled.get();
            }
            if (!parts.freshness().isUnderway(stored)) {
                Claim claim = new Claim(intended(stored), stored.refresh().isPresent());
                ReplaceOutcome<UpstreamToken> outcome = new Writes().replace(store, claim.token(), stored.revision());
                if (isWritten(outcome)) {
                    return redeem(claim);
                }
                current = outcome.match(Optional::empty, Optional::of, Optional::empty);
            } else if (pauses.pause()) {
                current = store.find(stored.key());
            } else {
                return RefreshEnd.later(RefreshFault.BUSY);
            }
        }
        return RefreshEnd.ended();
    }

    private UpstreamToken intended(UpstreamToken stored) {
        Revision attempt = realm.attempt();
        return changed(stored, stored.tokens(), Optional.of(new RefreshIntent(attempt, realm.now())), attempt);
    }

    private RefreshEnd redeem(Claim claim) {
        KeptUpstreamTokens kept = parts.seal().open(claim.token());
        Instant until = parts.freshness().until(claim.intent().at());
        return parts.upstream()
                .refresh(kept, until)
                .match(new RefreshAnswer.Cases<>(
                        given -> keep(claim, MergedTokens.refreshed(kept.tokens(), given, realm.now())),
                        given -> keepUnverified(claim, MergedTokens.unverified(kept.tokens(), given, realm.now())),
                        () -> giveUp(claim, LoginReason.REFUSED),
                        () -> giveUp(claim, LoginReason.SUBJECT_CHANGED),
                        () -> release(claim, RefreshEnd.later(RefreshFault.UPSTREAM)),
                        () -> release(claim, RefreshEnd.loginNeeded(LoginReason.OTHER_CLIENT))));
    }

    private RefreshEnd keep(Claim claim, UpstreamTokenSet tokens) {
        Swap swap = insist(claim, parts.seal().seal(claim.token().key(), tokens));
        if (swap.written().isEmpty()) {
            return swap.instead();
        }
        UpstreamToken written = swap.written().get();
        if (parts.fences().stop(written)) {
            new Writes().remove(store, written, stored -> stored.revision().equals(written.revision()));
            tell(AuditType.FENCED, written, "refreshed upstream tokens refused");
            return RefreshEnd.ended();
        }
        tell(AuditType.UPSTREAM_REFRESHED, written, claim.again() ? "after a refresh that came to nothing" : "");
        return RefreshEnd.kept(written);
    }

    private RefreshEnd keepUnverified(Claim claim, UpstreamTokenSet tokens) {
        Swap swap = insist(claim, parts.seal().seal(claim.token().key(), tokens));
        return swap.written().isPresent() ? RefreshEnd.later(RefreshFault.UPSTREAM) : swap.instead();
    }

    private RefreshEnd giveUp(Claim claim, LoginReason reason) {
        Swap swap = swap(claim, MergedTokens.useless(claim.token().tokens(), realm.now()));
        if (swap.written().isEmpty()) {
            return swap.instead();
        }
        AuditType type =
                reason == LoginReason.REFUSED ? AuditType.UPSTREAM_REFRESH_REFUSED : AuditType.UPSTREAM_SUBJECT_CHANGED;
        tell(type, claim.token(), claim.again() ? "after a refresh that came to nothing" : "");
        return RefreshEnd.loginNeeded(reason);
    }

    /** Takes the intent back, so that nobody waits for it. */
    private RefreshEnd release(Claim claim, RefreshEnd end) {
        Swap swap = swap(claim, claim.token().tokens());
        return swap.written().isPresent() ? end : swap.instead();
    }

    /** Swaps in what must not be lost: for as long as the call may take, and if it cannot be, that is told. */
    private Swap insist(Claim claim, TokenSet tokens) {
        Pauses pauses = new Pauses(parts.freshness().policy().limit());
        Swapping swapping = new Swapping(claim, tokens);
        while (true) {
            try {
                Swap swap = swapping.swap();
                if (swap.written().isEmpty()) {
                    tell(AuditType.UPSTREAM_REFRESH_LOST, claim.token(), swap.why());
                }
                return swap;
            } catch (StorageException e) {
                if (!pauses.pause()) {
                    tell(AuditType.UPSTREAM_REFRESH_LOST, claim.token(), "the storage failed");
                    throw e;
                }
            }
        }
    }

    private Swap swap(Claim claim, TokenSet tokens) {
        return new Swapping(claim, tokens).swap();
    }

    /** How a swap ended: what was written, or what to say instead and why. */
    private record Swap(Optional<UpstreamToken> written, RefreshEnd instead, String why) {}

    /** A result on its way to the record that bears its intent, whoever rewrites the rest of it meanwhile. */
    private final class Swapping {

        private final Revision intent;
        private final Revision attempt = realm.attempt();
        private final TokenSet tokens;
        private UpstreamToken bearer;

        Swapping(Claim claim, TokenSet tokens) {
            this.intent = claim.intent().attempt();
            this.tokens = tokens;
            this.bearer = claim.token();
        }

        Swap swap() {
            while (true) {
                UpstreamToken next = changed(bearer, tokens, Optional.empty(), attempt);
                ReplaceOutcome<UpstreamToken> outcome = new Writes().replace(store, next, bearer.revision());
                if (isWritten(outcome)) {
                    return new Swap(Optional.of(next), RefreshEnd.kept(next), "");
                }
                Optional<UpstreamToken> stored = outcome.match(Optional::empty, Optional::of, Optional::empty);
                if (stored.filter(this::bearsIntent).isEmpty()) {
                    return overtaken(stored);
                }
                bearer = stored.get();
            }
        }

        private boolean bearsIntent(UpstreamToken stored) {
            return stored.refresh()
                    .filter(found -> found.attempt().equals(intent))
                    .isPresent();
        }

        private Swap overtaken(Optional<UpstreamToken> stored) {
            return stored.map(other -> new Swap(
                            Optional.empty(),
                            parts.freshness().settled(other).orElseGet(() -> RefreshEnd.later(RefreshFault.BUSY)),
                            "other tokens or another refresh took its place"))
                    .orElseGet(() -> new Swap(Optional.empty(), RefreshEnd.ended(), "the session has ended"));
        }
    }

    private static boolean isWritten(ReplaceOutcome<UpstreamToken> outcome) {
        return outcome.match(() -> true, stored -> false, () -> false);
    }

    private static UpstreamToken changed(
            UpstreamToken from, TokenSet tokens, Optional<RefreshIntent> refresh, Revision attempt) {
        return new UpstreamToken(
                from.key(),
                tokens,
                from.binding(),
                refresh,
                from.begunAt(),
                from.provisionalUntil(),
                from.stamp().next(attempt));
    }

    private void tell(AuditType type, UpstreamToken token, String detail) {
        String who = "user " + token.binding().user().value() + " at "
                + token.key().provider().value();
        realm.tell(type, Optional.of(token.binding().client()), 1, detail.isEmpty() ? who : who + ", " + detail);
    }
}
