package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.client.ClientSecretHash;
import dev.granary.domain.realm.Realm;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes the records of clients: those of new ones, and the next of one that is there. */
final class ClientRecords {

    private final Realm realm;
    private final Duration life;

    /** @param life how long a client lives that registers itself, after its last proof */
    ClientRecords(Realm realm, Duration life) {
        this.realm = realm;
        this.life = life;
    }

    /** One that registers itself. */
    Client dynamic(Registration wanted, Optional<ClientSecretHash> secretHash) {
        Instant now = realm.now();
        return new Client(
                new ClientId(realm.id()),
                ClientOrigin.DYNAMIC,
                wanted.metadata(),
                wanted.authMethod(),
                secretHash,
                now,
                Optional.empty(),
                Optional.of(now.plus(life)),
                Optional.empty(),
                wanted.managementHash(),
                Stamp.first(realm.attempt()));
    }

    /** One that the host puts in place. */
    Client configured(ConfiguredClient wanted) {
        return new Client(
                wanted.id(),
                ClientOrigin.CONFIGURED,
                wanted.metadata(),
                wanted.authMethod(),
                wanted.secret().map(ClientSecretHash::of),
                realm.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(realm.attempt()));
    }

    /** One that was configured before, as it is configured now. */
    Client anew(Client stored, Client fresh) {
        return new Client(
                stored.id(),
                ClientOrigin.CONFIGURED,
                fresh.metadata(),
                fresh.authMethod(),
                fresh.secretHash(),
                stored.createdAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                stored.stamp().next(realm.attempt()));
    }

    /** One that changed its own registration. */
    Client updated(Client stored, Registration wanted) {
        return new Client(
                stored.id(),
                stored.origin(),
                wanted.metadata(),
                wanted.authMethod(),
                stored.secretHash(),
                stored.createdAt(),
                stored.provenAt(),
                stored.expiresAt(),
                stored.removedAt(),
                stored.managementHash(),
                stored.stamp().next(realm.attempt()));
    }

    /** One that proved itself at this time, which lives on from then. */
    Client proven(Client stored, Instant now) {
        Instant end = now.plus(life);
        return new Client(
                stored.id(),
                stored.origin(),
                stored.metadata(),
                stored.authMethod(),
                stored.secretHash(),
                stored.createdAt(),
                Optional.of(now),
                stored.expiresAt().map(earlier -> Times.later(earlier, end)),
                stored.removedAt(),
                stored.managementHash(),
                stored.stamp().next(realm.attempt()));
    }
}
