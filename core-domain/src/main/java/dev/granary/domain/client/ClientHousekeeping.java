package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientOrigin;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.revocation.Revocations;
import dev.granary.quota.Quota;
import dev.granary.record.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Keeps room for new dynamic clients. One step does three things:
 *
 * <ol>
 *   <li>It recounts, so that places of clients that ended, or of registrations that failed half-way, become free.
 *   <li>It takes up removals that broke off.
 *   <li>It evicts until a tenth of the cap is free: only clients that never proved themselves at the token endpoint,
 *       have no live grant and are past the minimum age, oldest first.
 * </ol>
 *
 * <p>The count is raised at once, and lowered only if nobody took or gave back a place for a minute: between taking a
 * place and storing the client no listing shows it. At the cap nobody takes a place, so a count that is too high does
 * not stay. Safe for threads; two at once do no harm.
 */
public final class ClientHousekeeping {

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Realm realm;
    private final ClientLimits limits;
    private final IntSupplier cap;
    private final DynamicPlaces places;
    private final ClientRemoval removal;
    private final AtomicReference<Optional<Look>> lastLook = new AtomicReference<>(Optional.empty());

    /** Works on the records of this realm. The limits should be those that the clients are registered by. */
    public ClientHousekeeping(Realm realm, ClientLimits limits, Revocations revocations) {
        this(realm, limits, limits::cap, revocations);
    }

    /** The same, with a cap that may change while it works, instead of that of the limits. */
    public ClientHousekeeping(Realm realm, ClientLimits limits, IntSupplier cap, Revocations revocations) {
        this.realm = realm;
        this.limits = limits;
        this.cap = cap;
        this.places = new DynamicPlaces(realm, cap);
        this.removal = new ClientRemoval(realm, revocations, places);
    }

    /** How the count stands, and since when at least. */
    private record Look(Quota quota, Instant since) {}

    /**
     * Does one step.
     *
     * @param most how many clients it may evict, and how many removals it may take up: 1 or more
     * @throws dev.granary.record.StorageException if the storage failed; the next step begins anew
     */
    public ClientReport step(int most) {
        Look look = look();
        List<Client> all = new Listing<>(realm.records().clients(), Selection.<Client>all()).toList();
        List<Client> dynamic = all.stream()
                .filter(client -> client.origin() == ClientOrigin.DYNAMIC)
                .toList();
        recount(look, dynamic.size());
        List<Client> begun = all.stream()
                .filter(client -> client.removedAt().isPresent())
                .limit(most)
                .toList();
        int incomplete = (int) begun.stream().filter(client -> !takeUp(client)).count();
        int pressing = pressing(dynamic.size() - begun.size());
        Eviction.Outcome outcome = new Eviction(realm, limits, removal).evict(dynamic, Math.min(pressing, most));
        boolean more = pressing > outcome.evicted() && !outcome.exhausted();
        return new ClientReport(dynamic.size(), outcome.evicted(), incomplete + outcome.incomplete(), more);
    }

    /** How many are too many for a tenth of the cap to be free. */
    private int pressing(int dynamic) {
        int most = cap.getAsInt();
        return Math.max(0, dynamic - most + Math.max(1, most / 10));
    }

    private Look look() {
        Quota quota = places.standing();
        Instant now = realm.now();
        Look look = lastLook.get()
                .filter(last -> last.quota().revision().equals(quota.revision()))
                .orElseGet(() -> new Look(quota, now));
        lastLook.set(Optional.of(look));
        return look;
    }

    private void recount(Look look, int counted) {
        long stood = look.quota().count();
        if (stood < counted) {
            places.raise(counted);
        } else if (stood > counted && !realm.now().isBefore(look.since().plus(QUIET))) {
            places.lower(look.quota(), counted);
        }
    }

    private boolean takeUp(Client marked) {
        BulkOutcome outcome = removal.finish(marked);
        boolean complete = outcome.match(count -> true, (count, fault) -> false);
        int revoked = outcome.match(count -> count, (count, fault) -> count);
        realm.tell(AuditType.CLIENT_REMOVED, Optional.of(marked.id()), revoked, complete ? "complete" : "INCOMPLETE");
        return complete;
    }
}
