package dev.granary.domain.user;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.fence.FenceKey;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Selection;
import dev.granary.record.StorageException;
import dev.granary.record.StorageFault;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How an identity goes while its user stays. Every step can be repeated.
 *
 * <ol>
 *   <li>Mark the identity. It still leads to its user.
 *   <li>Look for another identity of the user that bears no mark; without one this is the last, and stays. Of two who
 *       unlink two identities at once, one sees the other's mark at least: both may stay, but never will both go.
 *   <li>Fence the identity and remove the upstream tokens that its upstream gave for it. A login that began before meets
 *       the fence.
 *   <li>Remove the identity, as it was marked. If somebody has written it since, begin again.
 * </ol>
 */
final class Unlinking {

    private static final int ATTEMPTS = 20;

    private final Realm realm;
    private final RecordStore<IdentityKey, Identity> identities;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> upstreamTokens;
    private final Fences fences;

    Unlinking(Realm realm, Fences fences) {
        this.realm = realm;
        this.identities = realm.records().identities();
        this.upstreamTokens = realm.records().upstreamTokens();
        this.fences = fences;
    }

    UnlinkOutcome unlink(IdentityKey key) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Identity> found = identities.find(key);
            if (found.isEmpty()) {
                return new UnlinkOutcome.Unknown();
            }
            Optional<UnlinkOutcome> outcome = attempt(found.get());
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new UnlinkOutcome.Incomplete(
                StorageFault.of("domain", "remove", Identity.KIND.name(), "it was written again and again; try later"));
    }

    /** @return empty if somebody else wrote the identity meanwhile */
    private Optional<UnlinkOutcome> attempt(Identity found) {
        Identity marked = marked(found, Optional.of(realm.now()));
        boolean written = new Writes()
                .replace(identities, marked, found.revision())
                .match(() -> true, other -> false, () -> false);
        if (!written) {
            return Optional.empty();
        }
        try {
            return hasOther(marked) ? leave(marked) : Optional.of(stay(marked));
        } catch (StorageException e) {
            tell(marked, 0, "INCOMPLETE");
            return Optional.of(new UnlinkOutcome.Incomplete(e.fault()));
        }
    }

    private boolean hasOther(Identity marked) {
        Selection<Identity> ofUser =
                Selection.by(Identity.BY_USER, IndexValue.of(marked.user().value()));
        return new Listing<>(identities, ofUser)
                .contains(other -> !other.key().equals(marked.key())
                        && other.leavingSince().isEmpty());
    }

    /** Takes the mark back, whosever it is by now: a removal that relied on it finds the identity changed. */
    private UnlinkOutcome stay(Identity marked) {
        new Writes()
                .change(
                        identities,
                        marked,
                        stored -> stored.leavingSince().isPresent() ? marked(stored, Optional.empty()) : stored);
        return new UnlinkOutcome.LastIdentity(marked.user());
    }

    private Optional<UnlinkOutcome> leave(Identity marked) {
        // Without the fence, what a late login or refresh saves behind the walk would stay.
        fences.set(FenceKey.of(marked.key()), realm.now());
        int removed = removeUpstreamTokens(marked);
        ReplaceOutcome<Identity> outcome = new Writes().send(() -> identities.remove(marked.key(), marked.revision()));
        if (!outcome.match(() -> true, other -> false, () -> true)) {
            return Optional.empty();
        }
        tell(marked, removed, "complete");
        return Optional.of(new UnlinkOutcome.Unlinked(marked.user(), removed));
    }

    private int removeUpstreamTokens(Identity of) {
        AtomicInteger removed = new AtomicInteger();
        Selection<UpstreamToken> there = Selection.by(
                UpstreamToken.BY_USER_AND_PROVIDER,
                IndexValue.of(of.user().value(), of.key().provider()));
        new Listing<>(upstreamTokens, there)
                .forEachPage(page -> page.stream()
                        .filter(token -> new Writes().remove(upstreamTokens, token, stored -> isGivenFor(stored, of)))
                        .forEach(token -> removed.incrementAndGet()));
        return removed.get();
    }

    private static boolean isGivenFor(UpstreamToken token, Identity identity) {
        return token.binding().user().equals(identity.user())
                && token.binding().subject().equals(identity.key().subject());
    }

    private Identity marked(Identity identity, Optional<Instant> leavingSince) {
        return new Identity(
                identity.key(),
                identity.user(),
                identity.linkedAt(),
                identity.lastUsedAt(),
                leavingSince,
                identity.stamp().next(realm.attempt()));
    }

    private void tell(Identity identity, int removed, String how) {
        UserId user = identity.user();
        realm.tell(
                AuditType.IDENTITY_UNLINKED,
                Optional.empty(),
                removed,
                "user " + user.value() + " of " + identity.key().provider() + " " + how);
    }
}
