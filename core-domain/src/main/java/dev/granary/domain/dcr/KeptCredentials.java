package dev.granary.domain.dcr;

import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.RecordStore;
import dev.granary.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The credentials of our registrations, each kept for as long as it is in use and a finite time more. */
final class KeptCredentials {

    private final Realm realm;
    private final RecordStore<DcrCredentialKey, DcrCredential> credentials;
    private final Duration kept;

    KeptCredentials(Realm realm, Duration kept) {
        this.realm = realm;
        this.credentials = realm.records().dcrCredentials();
        this.kept = kept;
    }

    Optional<DcrCredential> find(DcrCredentialKey key) {
        return credentials.find(key);
    }

    /** Until when one is kept that is not in use from now on. */
    Instant unusedUntil(Instant now) {
        return now.plus(kept).plus(realm.skew());
    }

    /** Stores a credential. @return the one with its client id that is here already, if so; it stays as it is */
    Optional<DcrCredential> add(DcrCredential fresh) {
        return new Writes().send(() -> credentials.insert(fresh)).match(Optional::empty, Optional::of);
    }

    /** Stores a credential, in the stead of one with the same client id: the upstream says what it is now. */
    DcrCredential put(DcrCredential content) {
        Optional<DcrCredential> stored = Optional.empty();
        while (stored.isEmpty()) {
            Optional<DcrCredential> older = add(content);
            stored = older.isEmpty()
                    ? Optional.of(content)
                    : change(
                            older.get(),
                            current -> RegistrationSeal.kept(
                                    content,
                                    Times.later(current.retainUntil(), content.retainUntil()),
                                    current.stamp().next(realm.attempt())));
        }
        return stored.get();
    }

    /** The credential that is in use, which is made to outlive its use, unless it has expired or is missing. */
    Optional<DcrCredential> inUse(CurrentRegistration current) {
        Instant now = realm.now();
        if (current.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.empty();
        }
        return credentials.find(current.credential()).flatMap(this::retain);
    }

    /** Sees to it that a credential in use outlives its use; empty if it is gone. */
    Optional<DcrCredential> retain(DcrCredential used) {
        return change(used, stored -> {
            Instant until = useOf(stored);
            return stored.retainUntil().isBefore(until) ? until(stored, until) : stored;
        });
    }

    /** Leaves of the time that a credential is kept what it takes to delete it at the upstream. */
    void release(DcrCredentialKey key) {
        Instant until = realm.now().plus(RegistrationUpkeep.LEAD);
        credentials
                .find(key)
                .ifPresent(used ->
                        change(used, stored -> stored.retainUntil().isAfter(until) ? until(stored, until) : stored));
    }

    private Instant useOf(DcrCredential credential) {
        return credential
                .secretExpiresAt()
                .map(end -> Times.earlier(unusedUntil(end), Times.FOREVER))
                .orElse(Times.FOREVER);
    }

    private DcrCredential until(DcrCredential stored, Instant end) {
        return RegistrationSeal.kept(stored, end, stored.stamp().next(realm.attempt()));
    }

    private Optional<DcrCredential> change(DcrCredential loaded, UnaryOperator<DcrCredential> change) {
        return new Writes().change(credentials, loaded, change).map(Writes.Changed::after);
    }
}
