package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.revocation.Revocations;
import dev.granary.record.RecordStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a client goes: marked, so that it is refused; fenced and revoked; and last its record. Every step can be repeated,
 * and a removal that broke off is taken up again.
 */
final class ClientRemoval {

    private final Realm realm;
    private final RecordStore<ClientId, Client> clients;
    private final Revocations revocations;
    private final DynamicPlaces places;

    ClientRemoval(Realm realm, Revocations revocations, DynamicPlaces places) {
        this.realm = realm;
        this.clients = realm.records().clients();
        this.revocations = revocations;
        this.places = places;
    }

    /**
     * Marks a client as being removed, if {@code doomed} says so of the state that is stored then.
     *
     * @return the client, marked now or before; empty if it is gone or spared
     */
    Optional<Client> mark(Client loaded, Predicate<Client> doomed) {
        Instant now = realm.now();
        return new Writes()
                .change(
                        clients,
                        loaded,
                        client -> client.removedAt().isEmpty() && doomed.test(client) ? marked(client, now) : client)
                .map(Writes.Changed::after)
                .filter(client -> client.removedAt().isPresent());
    }

    /** Revokes everything a marked client holds, and removes its record if that is complete. */
    BulkOutcome finish(Client marked) {
        BulkOutcome revoked = revocations.revokeClient(marked.id());
        boolean complete = revoked.match(count -> true, (count, fault) -> false);
        // A client that was configured anew meanwhile bears no mark and stays.
        if (complete
                && new Writes()
                        .remove(clients, marked, client -> client.removedAt().isPresent())
                && marked.origin() == ClientOrigin.DYNAMIC) {
            places.giveBack(1);
        }
        return revoked;
    }

    private Client marked(Client client, Instant now) {
        return new Client(
                client.id(),
                client.origin(),
                client.metadata(),
                client.authMethod(),
                client.secretHash(),
                client.createdAt(),
                client.provenAt(),
                client.expiresAt(),
                Optional.of(now),
                client.managementHash(),
                client.stamp().next(realm.attempt()));
    }
}
