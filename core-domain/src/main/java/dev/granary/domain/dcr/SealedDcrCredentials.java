package dev.granary.domain.dcr;

import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.Seal;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.upstream.ProviderName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@link DcrCredentials} over the registrations of one realm. A new registration takes three writes:
 *
 * <ol>
 *   <li>Its credential is stored, to be kept for a finite time. If it is never put in use, it ends by itself.
 *   <li>The name of the one in use is inserted, or swapped if the one it names has expired or is missing: this decides.
 *       Who loses gets the winner's.
 *   <li>The winner's credential is kept until its use is over and a finite time more. A crash before is made up for by
 *       the next {@link #current}.
 * </ol>
 *
 * <p>A renewal that keeps the client id overwrites its credential; the swap then moves the expiry on.
 */
public final class SealedDcrCredentials implements DcrCredentials {

    /**
     * How long a credential is kept after its use by default: a grant's longest life, an upstream row's after it, and some
     * days to give it up at the upstream.
     */
    public static final Duration KEPT = Duration.ofDays(210).plus(RegistrationUpkeep.LEAD);

    private final Realm realm;
    private final KeptCredentials credentials;
    private final RecordStore<RegistrationKey, CurrentRegistration> registrations;
    private final RegistrationSeal seal;

    /**
     * Works on the records of this realm.
     *
     * @param kept how long a credential is kept when it is no longer in use: as long as tokens that were got with it may
     *     have to be refreshed
     * @throws IllegalArgumentException if {@code kept} is less than a day
     */
    public SealedDcrCredentials(Realm realm, Seal seal, Duration kept) {
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("upstream registrations kept: expected 1 d or more, got " + kept);
        }
        this.realm = realm;
        this.credentials = new KeptCredentials(realm, kept);
        this.registrations = realm.records().currentRegistrations();
        this.seal = new RegistrationSeal(realm, seal);
    }

    @Override
    public Optional<UpstreamRegistration> current(RegistrationKey key) {
        return registrations.find(key).flatMap(credentials::inUse).map(seal::open);
    }

    @Override
    public Optional<UpstreamRegistration> find(DcrCredentialKey key) {
        return credentials.find(key).map(seal::open);
    }

    @Override
    public UpstreamRegistration keep(RegistrationKey key, UpstreamRegistration fresh) {
        return keep(key, fresh, stored -> false);
    }

    @Override
    public UpstreamRegistration enrol(RegistrationKey key, Supplier<UpstreamRegistration> registering) {
        return new RegistrationTurn(realm, key).take(() -> current(key), () -> keep(key, registering.get()));
    }

    @Override
    public UpstreamRegistration renew(
            RegistrationKey key, UpstreamRegistration old, Supplier<UpstreamRegistration> renewing) {
        return new RegistrationTurn(realm, key)
                .take(
                        () -> current(key).filter(used -> !names(used, old)),
                        () -> keep(
                                key,
                                renewing.get(),
                                stored -> stored.clientId().equals(old.clientId())
                                        && stored.expiresAt().equals(old.secretExpiresAt())));
    }

    /**
     * Takes over a registration that another server made. It is put in use unless another one is; then it is kept for
     * the tokens that were got with it. What is here already is never changed.
     *
     * @param createdAt when it was made
     */
    public AdoptOutcome adopt(RegistrationKey key, UpstreamRegistration made, Instant createdAt) {
        Instant now = realm.now();
        if (made.secretExpiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return AdoptOutcome.OVER;
        }
        DcrCredential wanted = seal.seal(key, made, createdAt, credentials.unusedUntil(now));
        Optional<DcrCredential> stored = credentials.add(wanted);
        DcrCredential own = stored.orElse(wanted);
        CurrentRegistration first = registration(own, Stamp.first(realm.attempt()));
        new Writes()
                .send(() -> registrations.insert(first))
                .match(
                        () -> Optional.of(putInUse(own)),
                        used -> used.clientId().equals(own.clientId())
                                ? credentials.retain(own).map(seal::open)
                                : Optional.empty());
        return stored.isPresent() ? AdoptOutcome.PRESENT : AdoptOutcome.ADOPTED;
    }

    @Override
    public List<DcrCredential> list() {
        return all().flatMap(current -> credentials.inUse(current).stream()).toList();
    }

    @Override
    public List<UpstreamRegistration> inUse(String issuer, ProviderName upstream) {
        return ofUpstream(upstream)
                .filter(current -> current.key().issuer().equals(issuer))
                .flatMap(current -> credentials.inUse(current).stream())
                .map(seal::open)
                .toList();
    }

    @Override
    public int retire(ProviderName upstream) {
        return (int) ofUpstream(upstream).filter(this::retire).count();
    }

    private Stream<CurrentRegistration> ofUpstream(ProviderName upstream) {
        return all().filter(current -> current.key().upstream().equals(upstream));
    }

    private Stream<CurrentRegistration> all() {
        return new Listing<>(registrations, Selection.all()).toList().stream();
    }

    /** It is taken out of use first: whoever looks for the one in use makes its credential last. */
    private boolean retire(CurrentRegistration current) {
        boolean removed = new Writes()
                .remove(registrations, current, stored -> stored.clientId().equals(current.clientId()));
        credentials.release(current.credential());
        return removed;
    }

    private static boolean names(UpstreamRegistration used, UpstreamRegistration old) {
        return used.clientId().equals(old.clientId()) && used.secretExpiresAt().equals(old.secretExpiresAt());
    }

    /** The one that stands may be replaced if the caller says so, or if it is of no use any more. */
    private UpstreamRegistration keep(
            RegistrationKey key, UpstreamRegistration fresh, Predicate<CurrentRegistration> replaceable) {
        Instant now = realm.now();
        DcrCredential content = seal.seal(key, fresh, now, credentials.unusedUntil(now));
        CurrentRegistration first = registration(content, Stamp.first(realm.attempt()));
        Optional<UpstreamRegistration> decided = Optional.empty();
        while (decided.isEmpty()) {
            DcrCredential own = credentials.put(content);
            decided = new Writes()
                    .send(() -> registrations.insert(first))
                    .match(() -> Optional.of(putInUse(own)), stored -> decide(stored, own, replaceable));
        }
        return decided.get();
    }

    private Optional<UpstreamRegistration> decide(
            CurrentRegistration stored, DcrCredential own, Predicate<CurrentRegistration> replaceable) {
        boolean ours = stored.clientId().equals(own.clientId());
        if (ours && stored.expiresAt().equals(own.secretExpiresAt())) {
            return Optional.of(putInUse(own));
        }
        Optional<DcrCredential> theirs =
                ours || replaceable.test(stored) ? Optional.empty() : credentials.inUse(stored);
        if (theirs.isPresent()) {
            return theirs.map(seal::open);
        }
        CurrentRegistration next = registration(own, stored.stamp().next(realm.attempt()));
        return new Writes()
                .replace(registrations, next, stored.revision())
                .match(() -> Optional.of(putInUse(own)), other -> Optional.empty(), Optional::empty);
    }

    private UpstreamRegistration putInUse(DcrCredential own) {
        DcrCredential used = credentials
                .retain(own)
                .orElseThrow(() -> new IllegalStateException("a registration at "
                        + own.registration().upstream().value()
                        + " went while it was put in use; try again, and see that the storage's clock is right"));
        realm.tell(
                AuditType.UPSTREAM_REGISTERED,
                Optional.empty(),
                1,
                "client " + used.clientId() + " at "
                        + used.registration().upstream().value());
        return seal.open(used);
    }

    private CurrentRegistration registration(DcrCredential credential, Stamp stamp) {
        Instant retainUntil =
                credential.secretExpiresAt().map(end -> end.plus(realm.skew())).orElse(Times.FOREVER);
        return new CurrentRegistration(
                credential.registration(), credential.clientId(), credential.secretExpiresAt(), retainUntil, stamp);
    }
}
