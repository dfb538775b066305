package dev.granary.domain.authorization;

import dev.granary.authorization.BrowserBinding;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.authorization.StateHash;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.seal.Position;
import dev.granary.domain.seal.Seal;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Stamp;
import dev.granary.record.StorageException;
import dev.granary.record.StorageFault;
import dev.granary.seal.Sealed;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * {@link PendingAuthorizations} over the pending authorizations of one realm.
 *
 * <p>Strangers can begin logins, so each node has a cap. It is counted in the node's memory: a count in the storage would
 * be one record that every login of every node swaps, and not every storage can cap a kind. A storage's own cap comes on
 * top. At either the newcomer is refused, and no login underway is given up for it.
 */
public final class KeptLogins implements PendingAuthorizations {

    private final Realm realm;
    private final Seal seal;
    private final RecordStore<StateHash, PendingAuthorization> logins;
    private final LoginLimits limits;
    private final IntSupplier cap;
    private final LoginsUnderway underway = new LoginsUnderway();

    /** Works on the records of this realm. */
    public KeptLogins(Realm realm, Seal seal, LoginLimits limits) {
        this(realm, seal, limits, limits::cap);
    }

    /** The same, with a cap that may change while it works, instead of that of the limits. */
    public KeptLogins(Realm realm, Seal seal, LoginLimits limits, IntSupplier cap) {
        this.realm = realm;
        this.seal = seal;
        this.logins = realm.records().pendingAuthorizations();
        this.limits = limits;
        this.cap = cap;
    }

    @Override
    public BegunLeg begin(Login login) {
        CodeVerifier verifier = new CodeVerifier(realm.secret());
        BegunLeg begun = new BegunLeg(realm.secret(), realm.secret(), CodeChallenge.of(verifier));
        keep(pending(login, begun, verifier));
        return begun;
    }

    @Override
    public String awaitConsent(PendingAuthorization login, ResolvedUser user, String browserSecret) {
        String ticket = realm.secret();
        keep(waiting(login, user, ticket, browserSecret));
        return ticket;
    }

    private void keep(PendingAuthorization pending) {
        int most = cap.getAsInt();
        if (!underway.enter(most, realm.now(), pending.retainUntil())) {
            throw new CapacityExceededException(StorageFault.of(
                    "domain",
                    "insert",
                    PendingAuthorization.KIND.name(),
                    "this node has " + most + " logins on their way; try again in " + limits.life()
                            + ", or raise the cap"));
        }
        try {
            new Writes().create(logins, PendingAuthorization.KIND, pending);
        } catch (OutcomeUnknownException e) {
            throw e;
        } catch (StorageException e) {
            underway.leave(pending.retainUntil());
            throw e;
        }
    }

    @Override
    public Optional<PendingAuthorization> awaitingConsent(String ticket, String browserSecret) {
        return logins.find(StateHash.of(ticket))
                .filter(PendingAuthorization::awaitsConsent)
                .filter(login -> realm.now().isBefore(login.expiresAt()))
                .filter(login -> login.taken().isEmpty() && login.browser().matches(browserSecret));
    }

    @Override
    public TakeOutcome take(String state, String browserSecret) {
        return take(state, browserSecret, false);
    }

    @Override
    public TakeOutcome takeConsented(String ticket, String browserSecret) {
        return take(ticket, browserSecret, true);
    }

    /** A login in the one state never passes for one in the other. */
    private TakeOutcome take(String state, String browserSecret, boolean consented) {
        Writes writes = new Writes();
        Optional<PendingAuthorization> current =
                logins.find(StateHash.of(state)).filter(login -> login.awaitsConsent() == consented);
        while (current.filter(login -> realm.now().isBefore(login.expiresAt())).isPresent()) {
            PendingAuthorization login = current.get();
            if (!login.browser().matches(browserSecret)) {
                return wrongBrowser(login);
            }
            if (login.taken().isPresent()) {
                return takenBefore(writes);
            }
            CodeVerifier verifier = verifierOf(login);
            PendingAuthorization taken = taken(login);
            ReplaceOutcome<PendingAuthorization> outcome = writes.replace(logins, taken, login.revision());
            if (outcome.match(() -> true, stored -> false, () -> false)) {
                return new TakeOutcome.Taken(taken, verifier);
            }
            current = outcome.match(Optional::empty, Optional::of, Optional::empty);
        }
        return new TakeOutcome.Gone();
    }

    private TakeOutcome wrongBrowser(PendingAuthorization login) {
        realm.tell(
                AuditType.BINDING_FAILED,
                Optional.of(login.request().client()),
                1,
                "a login came back to another browser than began it");
        return new TakeOutcome.WrongBrowser();
    }

    /** The mark may be this call's own if an answer was lost and the record was sealed anew since: it does not say. */
    private static TakeOutcome takenBefore(Writes writes) {
        if (writes.doubtful()) {
            throw new OutcomeUnknownException(StorageFault.of(
                    "domain",
                    "replace",
                    PendingAuthorization.KIND.name(),
                    "this or another call took the login; the user has to log in again"));
        }
        return new TakeOutcome.Gone();
    }

    private PendingAuthorization pending(Login login, BegunLeg begun, CodeVerifier verifier) {
        StateHash state = StateHash.of(begun.state());
        Instant expiresAt = realm.now().plus(limits.life());
        return new PendingAuthorization(
                state,
                login.request(),
                leg(login, begun, seal.seal(verifier.value(), position(state))),
                login.session(),
                login.user(),
                login.begunAt(),
                expiresAt,
                BrowserBinding.of(login.browserSecret()),
                Optional.empty(),
                expiresAt.plus(realm.skew()),
                Stamp.first(realm.attempt()));
    }

    private PendingAuthorization waiting(
            PendingAuthorization login, ResolvedUser user, String ticket, String browserSecret) {
        StateHash key = StateHash.of(ticket);
        Instant expiresAt = realm.now().plus(limits.life());
        UpstreamLeg done = login.leg();
        // The verifier is spent; its seal is bound to the record, so the new one has one of its own.
        Sealed verifier = seal.seal(realm.secret(), position(key));
        return new PendingAuthorization(
                key,
                login.request(),
                new UpstreamLeg(
                        done.provider(),
                        verifier,
                        done.nonce(),
                        done.expectedIssuer(),
                        done.clientId(),
                        done.single(),
                        done.chain()),
                login.session(),
                Optional.of(user),
                login.begunAt(),
                expiresAt,
                BrowserBinding.of(browserSecret),
                true,
                Optional.empty(),
                expiresAt.plus(realm.skew()),
                Stamp.first(realm.attempt()));
    }

    private static UpstreamLeg leg(Login login, BegunLeg begun, Sealed verifier) {
        return new UpstreamLeg(
                login.provider(),
                verifier,
                begun.nonce(),
                login.expectedIssuer(),
                Optional.of(login.clientId()),
                login.single(),
                login.chain());
    }

    private PendingAuthorization taken(PendingAuthorization login) {
        return new PendingAuthorization(
                login.state(),
                login.request(),
                login.leg(),
                login.session(),
                login.user(),
                login.begunAt(),
                login.expiresAt(),
                login.browser(),
                login.awaitsConsent(),
                Optional.of(realm.now()),
                login.retainUntil(),
                login.stamp().next(realm.attempt()));
    }

    private CodeVerifier verifierOf(PendingAuthorization login) {
        return new CodeVerifier(seal.open(login.leg().verifier(), position(login.state())));
    }

    private Position position(StateHash state) {
        return new Position(realm.records().namespace(), PendingAuthorization.KIND.name(), state, "verifier");
    }
}
