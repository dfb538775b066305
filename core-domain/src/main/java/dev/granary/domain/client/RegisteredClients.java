package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.revocation.Revocations;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * {@link Clients} over the clients of one realm.
 *
 * <p>A proof is noted at most once an hour, so that a token request is not a write to its client each time: a client
 * may live up to an hour less than its full life after its last proof.
 */
public final class RegisteredClients implements Clients {

    private static final Duration PROOF_NOTED_EVERY = Duration.ofHours(1);

    private final Realm realm;
    private final RecordStore<ClientId, Client> clients;
    private final ClientLimits limits;
    private final ClientRecords records;
    private final DynamicPlaces places;
    private final ClientRemoval removal;
    private final ClientSecretHash nobodys;

    /** Works on the records of this realm. */
    public RegisteredClients(Realm realm, ClientLimits limits, Revocations revocations) {
        this(realm, limits, limits::cap, revocations);
    }

    /** The same, with a cap that may change while it works, instead of that of the limits. */
    public RegisteredClients(Realm realm, ClientLimits limits, IntSupplier cap, Revocations revocations) {
        this.realm = realm;
        this.clients = realm.records().clients();
        this.limits = limits;
        this.records = new ClientRecords(realm, limits.life());
        this.places = new DynamicPlaces(realm, cap);
        this.removal = new ClientRemoval(realm, revocations, places);
        this.nobodys = ClientSecretHash.of(realm.secret());
    }

    @Override
    public Optional<Client> find(ClientId id) {
        Instant now = realm.now();
        return clients.find(id).filter(client -> isLive(client, now));
    }

    @Override
    public RegistrationOutcome register(Registration wanted) {
        if (!places.take()) {
            return full();
        }
        boolean secretive = wanted.authMethod() != TokenEndpointAuthMethod.NONE;
        Optional<String> secret = secretive ? Optional.of(realm.secret()) : Optional.empty();
        Client client = records.dynamic(wanted, secret.map(ClientSecretHash::of));
        try {
            new Writes().create(clients, Client.KIND, client);
        } catch (CapacityExceededException e) {
            places.giveBack(1);
            return full();
        } catch (StorageException e) {
            throw places.giveBackAfter(e);
        }
        realm.tell(
                AuditType.REGISTERED,
                Optional.of(client.id()),
                1,
                client.authMethod().name());
        return new RegistrationOutcome.Registered(client, secret);
    }

    @Override
    public ConfigureOutcome configure(ConfiguredClient wanted) {
        if (wanted.id().value().startsWith(ReservedClientIdException.RESERVED_PREFIX)) {
            throw new ReservedClientIdException();
        }
        Client fresh = records.configured(wanted);
        Optional<ConfigureOutcome> outcome = Optional.empty();
        while (outcome.isEmpty()) {
            outcome = new Writes()
                    .send(() -> clients.insert(fresh))
                    .match(() -> Optional.of(ConfigureOutcome.CONFIGURED), stored -> supersede(stored, fresh));
        }
        return outcome.get();
    }

    @Override
    public Optional<Client> authenticate(ClientId id, TokenEndpointAuthMethod method, Optional<String> secret) {
        Optional<Client> found = find(id);
        ClientSecretHash expected = found.flatMap(Client::secretHash).orElse(nobodys);
        boolean right = expected.matches(secret.orElse(""));
        boolean admitted = method == TokenEndpointAuthMethod.NONE ? secret.isEmpty() : right;
        return found.filter(client -> client.authMethod() == method && admitted);
    }

    @Override
    public Optional<Client> renew(Client client) {
        Instant now = realm.now();
        if (isNoted(client, now)) {
            return Optional.of(client);
        }
        return new Writes()
                .change(
                        clients,
                        client,
                        stored -> isNoted(stored, now) || !isLive(stored, now) ? stored : records.proven(stored, now))
                .map(Writes.Changed::after)
                .filter(stored -> isLive(stored, now));
    }

    @Override
    public RemovalOutcome remove(ClientId id) {
        Optional<Client> marked = clients.find(id).flatMap(client -> removal.mark(client, stored -> true));
        if (marked.isEmpty()) {
            return new RemovalOutcome.Unknown();
        }
        BulkOutcome revocation = removal.finish(marked.get());
        boolean complete = revocation.match(count -> true, (count, fault) -> false);
        int revoked = revocation.match(count -> count, (count, fault) -> count);
        realm.tell(AuditType.CLIENT_REMOVED, Optional.of(id), revoked, complete ? "complete" : "INCOMPLETE");
        return new RemovalOutcome.Begun(revocation);
    }

    @Override
    public Optional<Client> managed(ClientId id, String token) {
        Optional<Client> found = find(id).filter(client -> client.origin() == ClientOrigin.DYNAMIC);
        ClientSecretHash expected = found.flatMap(Client::managementHash).orElse(nobodys);
        return expected.matches(token) ? found : Optional.empty();
    }

    @Override
    public Optional<Client> update(Client client, Registration wanted) {
        Instant now = realm.now();
        Optional<Client> updated = new Writes()
                .change(
                        clients,
                        client,
                        stored ->
                                isLive(stored, now) && !isAs(stored, wanted) ? records.updated(stored, wanted) : stored)
                .map(Writes.Changed::after)
                .filter(stored -> isLive(stored, now));
        updated.ifPresent(
                stored -> realm.tell(AuditType.CLIENT_UPDATED, Optional.of(stored.id()), 1, "by its own token"));
        return updated;
    }

    private static boolean isAs(Client stored, Registration wanted) {
        return stored.metadata().equals(wanted.metadata()) && stored.authMethod() == wanted.authMethod();
    }

    private RegistrationOutcome full() {
        return new RegistrationOutcome.AtCapacity(limits.minimumAge());
    }

    private Optional<ConfigureOutcome> supersede(Client stored, Client fresh) {
        return new Writes()
                .change(
                        clients,
                        stored,
                        current -> current.origin() == ClientOrigin.DYNAMIC || isAs(current, fresh)
                                ? current
                                : records.anew(current, fresh))
                .map(changed -> changed.after().origin() == ClientOrigin.DYNAMIC
                        ? ConfigureOutcome.TAKEN
                        : ConfigureOutcome.CONFIGURED);
    }

    private static boolean isAs(Client stored, Client fresh) {
        return stored.metadata().equals(fresh.metadata())
                && stored.authMethod() == fresh.authMethod()
                && stored.secretHash().equals(fresh.secretHash())
                && stored.removedAt().isEmpty();
    }

    private static boolean isLive(Client client, Instant now) {
        return client.removedAt().isEmpty()
                && client.expiresAt().filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** Whether nothing needs to be written for a proof at this time. */
    private static boolean isNoted(Client client, Instant now) {
        return client.origin() == ClientOrigin.CONFIGURED
                || client.provenAt()
                        .filter(at -> now.isBefore(at.plus(PROOF_NOTED_EVERY)))
                        .isPresent();
    }
}
