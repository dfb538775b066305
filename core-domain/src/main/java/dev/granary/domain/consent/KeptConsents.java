package dev.granary.domain.consent;

import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.fence.FenceKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@link Consents} over the consents of one realm. */
public final class KeptConsents implements Consents {

    private final Realm realm;
    private final RecordStore<ConsentKey, Consent> consents;
    private final Fences fences;

    /** Works on the records of this realm. */
    public KeptConsents(Realm realm, Fences fences) {
        this.realm = realm;
        this.consents = realm.records().consents();
        this.fences = fences;
    }

    @Override
    public boolean cover(ConsentKey who, Scopes scopes, SortedSet<Resource> resources) {
        return consents.find(who)
                .filter(consent -> covers(consent, scopes, resources))
                .isPresent();
    }

    @Override
    public ConsentOutcome allow(ConsentKey who, Scopes scopes, SortedSet<Resource> resources, Instant begunAt) {
        Consent wanted = new Consent(who, scopes, resources, realm.now(), Stamp.first(realm.attempt()));
        Consent stored = store(wanted);
        // Either the walk of a revocation saw what was written, or its fence is seen here.
        if (fences.stop(List.of(FenceKey.of(who.subject()), FenceKey.of(who.client())), begunAt)) {
            new Writes().remove(consents, stored, consent -> true);
            return ConsentOutcome.FENCED;
        }
        realm.tell(AuditType.CONSENT_GIVEN, Optional.of(who.client()), 1, scopes.toString());
        return ConsentOutcome.RECORDED;
    }

    /** A revocation that removes the record while it is changed makes it new. */
    private Consent store(Consent wanted) {
        while (true) {
            Optional<Consent> before =
                    new Writes().send(() -> consents.insert(wanted)).match(Optional::empty, Optional::of);
            if (before.isEmpty()) {
                return wanted;
            }
            Optional<Writes.Changed<Consent>> changed =
                    new Writes().change(consents, before.get(), stored -> both(stored, wanted));
            if (changed.isPresent()) {
                return changed.get().after();
            }
        }
    }

    private Consent both(Consent stored, Consent wanted) {
        if (covers(stored, wanted.scopes(), wanted.resources())) {
            return stored;
        }
        SortedSet<String> scopes = new TreeSet<>(stored.scopes().values());
        scopes.addAll(wanted.scopes().values());
        SortedSet<Resource> resources = new TreeSet<>(stored.resources());
        resources.addAll(wanted.resources());
        return new Consent(
                stored.key(),
                new Scopes(scopes),
                resources,
                wanted.grantedAt(),
                stored.stamp().next(realm.attempt()));
    }

    private static boolean covers(Consent consent, Scopes scopes, SortedSet<Resource> resources) {
        return consent.scopes().contains(scopes) && consent.resources().containsAll(resources);
    }
}
