package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.client.ClientSecretHash;
import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.fence.FenceKey;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.StorageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes over clients that registered themselves at another server. They keep their ids and secrets, and live no longer
 * than they would have lived there. The cap holds for them, too. What is here already is never changed. Safe for
 * threads; throws as {@link Clients} does.
 */
public final class AdoptedClients {

    private final Realm realm;
    private final RecordStore<ClientId, Client> clients;
    private final DynamicPlaces places;
    private final Fences fences;

    /** Works on the records of this realm. */
    public AdoptedClients(Realm realm, ClientLimits limits, Fences fences) {
        this.realm = realm;
        this.clients = realm.records().clients();
        this.places = new DynamicPlaces(realm, limits::cap);
        this.fences = fences;
    }

    /**
     * Takes a client over. It is refused if it is being removed here.
     *
     * @param registration what it registered as
     * @param secretHash the hash of its secret; empty exactly for a public client
     * @param seenAt when it registered or last proved itself, whichever is later; it counts as proven
     * @param expiresAt from when on it is gone
     * @throws ReservedClientIdException if the id begins with a prefix that Granary keeps for itself
     * @throws IllegalArgumentException if method and secret do not go together
     */
    public AdoptOutcome adopt(
            ClientId id,
            Registration registration,
            Optional<ClientSecretHash> secretHash,
            Instant seenAt,
            Instant expiresAt) {
        if (id.value().startsWith(ReservedClientIdException.RESERVED_PREFIX)) {
            throw new ReservedClientIdException();
        }
        Client wanted = new Client(
                id,
                ClientOrigin.DYNAMIC,
                registration.metadata(),
                registration.authMethod(),
                secretHash,
                seenAt,
                Optional.of(seenAt),
                Optional.of(expiresAt),
                Optional.empty(),
                registration.managementHash(),
                Stamp.first(realm.attempt()));
        if (!realm.now().isBefore(expiresAt)) {
            return AdoptOutcome.OVER;
        }
        return clients.find(id).map(AdoptedClients::standing).orElseGet(() -> store(wanted));
    }

    /** Takes the place first, as a registration does. */
    private AdoptOutcome store(Client wanted) {
        if (!places.take()) {
            return AdoptOutcome.AT_CAPACITY;
        }
        try {
            return new Writes().send(() -> clients.insert(wanted)).match(() -> checked(wanted), stored -> {
                places.giveBack(1);
                return standing(stored);
            });
        } catch (CapacityExceededException e) {
            places.giveBack(1);
            return AdoptOutcome.AT_CAPACITY;
        } catch (StorageException e) {
            throw places.giveBackAfter(e);
        }
    }

    /** Either its removal saw the client, or the fence of that is seen here. */
    private AdoptOutcome checked(Client written) {
        if (!fences.stop(List.of(FenceKey.of(written.id())), written.createdAt())) {
            return AdoptOutcome.ADOPTED;
        }
        if (new Writes().remove(clients, written, stored -> stored.revision().equals(written.revision()))) {
            places.giveBack(1);
        }
        return AdoptOutcome.REFUSED;
    }

    private static AdoptOutcome standing(Client stored) {
        if (stored.origin() != ClientOrigin.DYNAMIC) {
            return AdoptOutcome.TAKEN;
        }
        return stored.removedAt().isEmpty() ? AdoptOutcome.PRESENT : AdoptOutcome.REFUSED;
    }
}
