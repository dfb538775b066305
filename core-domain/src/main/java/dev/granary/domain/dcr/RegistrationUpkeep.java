package dev.granary.domain.dcr;

import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.housekeeping.HousekeepingJob;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.Seal;
import dev.granary.record.Cursor;
import dev.granary.record.Page;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps our registrations at upstreams in order. One that is not in use any more, and of no use for the tokens that were
 * got with it, is deleted at the upstream, and only then here: a record whose deletion fails is kept and tried again, and
 * each failure is an audit event. One in use that is older than 90 days is told of once a day.
 *
 * <p>Two nodes at once do no harm: an upstream is asked once more than needed.
 */
public final class RegistrationUpkeep implements HousekeepingJob {

    /** How long before its record ends a registration is deleted at the upstream. */
    static final Duration LEAD = Duration.ofDays(7);

    private static final Duration OLD = Duration.ofDays(90);
    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofDays(1);

    private final Realm realm;
    private final RecordStore<DcrCredentialKey, DcrCredential> credentials;
    private final RecordStore<RegistrationKey, CurrentRegistration> registrations;
    private final RegistrationSeal seal;
    private final Deregistration upstreams;
    private final Map<DcrCredentialKey, Instant> pauses = new ConcurrentHashMap<>();
    private volatile Cursor place = Cursor.START;

    /** Works on the records of this realm. */
    public RegistrationUpkeep(Realm realm, Seal seal, Deregistration upstreams) {
        this.realm = realm;
        this.credentials = realm.records().dcrCredentials();
        this.registrations = realm.records().currentRegistrations();
        this.seal = new RegistrationSeal(realm, seal);
        this.upstreams = upstreams;
    }

    @Override
    public String name() {
        return "upstream registrations";
    }

    /** Looks at a page of them, and asks one upstream at most, since that may take its time. */
    @Override
    public Progress step(int batch) {
        Instant now = realm.now();
        pauses.values().removeIf(end -> !now.isBefore(end));
        Page<DcrCredential> page = credentials.page(Selection.all(), place, batch);
        for (DcrCredential credential : page.records()) {
            if (!pauses.containsKey(credential.key())) {
                boolean used = isInUse(credential);
                if (used && isOld(credential)) {
                    tell(AuditType.UPSTREAM_REGISTRATION_AGED, credential, 1, "in use for more than 90 days");
                    pauses.put(credential.key(), now.plus(LATER));
                } else if (!used && isOver(credential) && isManaged(credential)) {
                    return new Progress(end(credential), true);
                }
            }
        }
        place = page.next().orElse(Cursor.START);
        return new Progress(0, page.next().isPresent());
    }

    private boolean isInUse(DcrCredential credential) {
        return registrations
                .find(credential.registration())
                .filter(current -> current.clientId().equals(credential.clientId()))
                .filter(current -> current.expiresAt().filter(this::isPast).isEmpty())
                .isPresent();
    }

    private boolean isOld(DcrCredential credential) {
        return isPast(credential.createdAt().plus(OLD));
    }

    /** With an expired secret nothing can be refreshed; otherwise it is kept for that as long as the record says. */
    private boolean isOver(DcrCredential credential) {
        boolean expired = credential
                .secretExpiresAt()
                .map(end -> end.plus(realm.skew()))
                .filter(this::isPast)
                .isPresent();
        // One that was just got may be about to be put in use.
        return isPast(credential.createdAt().plus(SOON))
                && (expired || isPast(credential.retainUntil().minus(LEAD)));
    }

    private boolean isPast(Instant time) {
        return !realm.now().isBefore(time);
    }

    private static boolean isManaged(DcrCredential credential) {
        return credential.registrationAccessToken().isPresent()
                && credential.registrationClientUri().isPresent();
    }

    /** How many records were changed. */
    private int end(DcrCredential credential) {
        pauses.put(credential.key(), realm.now().plus(SOON));
        DeregistrationOutcome outcome =
                upstreams.delete(credential.registration().upstream(), seal.open(credential));
        if (outcome == DeregistrationOutcome.GONE) {
            boolean removed = new Writes()
                    .remove(credentials, credential, stored -> stored.revision().equals(credential.revision()));
            tell(AuditType.UPSTREAM_DEREGISTERED, credential, 1, "");
            return removed ? 1 : 0;
        }
        boolean again = outcome == DeregistrationOutcome.FAILED;
        if (!again) {
            pauses.put(credential.key(), realm.now().plus(LATER));
        }
        tell(
                AuditType.UPSTREAM_NOT_DEREGISTERED,
                credential,
                0,
                again ? "it will be tried again" : "the upstream refuses; delete it there by hand");
        return again && isKeptLonger(credential) ? 1 : 0;
    }

    /** What is not deleted at the upstream yet must not be forgotten here, or nobody could. */
    private boolean isKeptLonger(DcrCredential credential) {
        Instant until = realm.now().plus(LEAD);
        return new Writes()
                .change(
                        credentials,
                        credential,
                        stored -> stored.retainUntil().isBefore(until)
                                ? RegistrationSeal.kept(
                                        stored, until, stored.stamp().next(realm.attempt()))
                                : stored)
                .filter(Writes.Changed::written)
                .isPresent();
    }

    private void tell(AuditType type, DcrCredential credential, int count, String detail) {
        String which = "client " + credential.clientId() + " at "
                + credential.registration().upstream().value();
        realm.tell(type, Optional.empty(), count, detail.isEmpty() ? which : which + ", " + detail);
    }
}
