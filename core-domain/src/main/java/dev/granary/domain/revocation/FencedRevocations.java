package dev.granary.domain.revocation;

import dev.granary.client.ClientId;
import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.fence.FenceKey;
import dev.granary.fence.FenceScope;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.RevocationReason;
import dev.granary.record.Change;
import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Selection;
import dev.granary.record.StorageException;
import dev.granary.session.SessionId;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@link Revocations} over the grants of one namespace.
 *
 * <ol>
 *   <li>Set the fence.
 *   <li>Walk the index page by page; revoke each page in one batch.
 *   <li>A grant that somebody else wrote meanwhile is decided again until it is revoked or gone.
 *   <li>Remove the upstream tokens of the sessions of what was revoked.
 *   <li>Of a subject or client, remove the consents.
 * </ol>
 */
public final class FencedRevocations implements Revocations {

    private final Realm realm;
    private final RecordStore<GrantId, Grant> grants;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> upstreamTokens;
    private final RecordStore<ConsentKey, Consent> consents;
    private final Fences fences;

    /** Works on the records of this realm. */
    public FencedRevocations(Realm realm, Fences fences) {
        this.realm = realm;
        this.grants = realm.records().grants();
        this.upstreamTokens = realm.records().upstreamTokens();
        this.consents = realm.records().consents();
        this.fences = fences;
    }

    @Override
    public BulkOutcome revokeSubject(Subject subject) {
        return revoke(
                FenceKey.of(subject),
                Grant.BY_SUBJECT,
                RevocationReason.SUBJECT_REVOKED,
                () -> removeConsents(Selection.by(Consent.BY_SUBJECT, IndexValue.of(subject.value()))));
    }

    @Override
    public BulkOutcome revokeClient(ClientId client) {
        return revoke(
                FenceKey.of(client),
                Grant.BY_CLIENT,
                RevocationReason.CLIENT_REVOKED,
                () -> removeConsents(Selection.by(Consent.BY_CLIENT, IndexValue.of(client.value()))));
    }

    @Override
    public BulkOutcome revokeSession(SessionId session) {
        return revoke(
                FenceKey.of(session),
                Grant.BY_SESSION,
                RevocationReason.SESSION_REVOKED,
                () -> removeUpstreamTokens(session));
    }

    private BulkOutcome revoke(FenceKey key, Index<Grant> index, RevocationReason reason, Runnable last) {
        AtomicInteger revoked = new AtomicInteger();
        BulkOutcome outcome;
        try {
            fences.set(key, realm.now());
            Selection<Grant> selection = Selection.by(index, IndexValue.of(key.value()));
            new Listing<>(grants, selection).forEachPage(page -> revokePage(page, reason, revoked));
            last.run();
            outcome = new BulkOutcome.Complete(revoked.get());
        } catch (StorageException e) {
            outcome = new BulkOutcome.Incomplete(revoked.get(), e.fault());
        }
        tell(key.scope(), outcome);
        return outcome;
    }

    private void revokePage(List<Grant> page, RevocationReason reason, AtomicInteger revoked) {
        List<Grant> pending = page;
        while (!pending.isEmpty()) {
            List<Change<Grant>> changes = pending.stream()
                    .filter(grant -> !grant.isRevoked())
                    .map(grant -> new Change<>(grant.revoke(reason, realm.attempt(), realm.now()), grant.revision()))
                    .toList();
            List<ReplaceOutcome<Grant>> outcomes = grants.replaceAll(changes);
            List<Grant> again = new ArrayList<>();
            for (ReplaceOutcome<Grant> outcome : outcomes) {
                Optional<Grant> changed = outcome.match(
                        () -> {
                            revoked.incrementAndGet();
                            return Optional.empty();
                        },
                        Optional::of,
                        Optional::empty);
                changed.ifPresent(again::add);
            }
            pending = again;
        }
        page.stream()
                .flatMap(grant -> grant.granted().session().stream())
                .distinct()
                .forEach(this::removeUpstreamTokens);
    }

    private void removeConsents(Selection<Consent> selection) {
        new Listing<>(consents, selection)
                .forEachPage(page -> page.forEach(consent -> new Writes().remove(consents, consent, stored -> true)));
    }

    private void removeUpstreamTokens(SessionId session) {
        Selection<UpstreamToken> selection = Selection.by(UpstreamToken.BY_SESSION, IndexValue.of(session.value()));
        new Listing<>(upstreamTokens, selection)
                .forEachPage(page -> page.forEach(token -> new Writes().remove(upstreamTokens, token, stored -> true)));
    }

    private void tell(FenceScope scope, BulkOutcome outcome) {
        realm.tell(
                AuditType.BULK_REVOKED,
                Optional.empty(),
                outcome.match(count -> count, (count, fault) -> count),
                scope.name() + outcome.match(count -> " complete", (count, fault) -> " INCOMPLETE"));
    }
}
