package dev.granary.domain.watch;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.ConfigureOutcome;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.client.Registration;
import dev.granary.domain.client.RegistrationOutcome;
import dev.granary.domain.client.RemovalOutcome;
import java.util.Optional;

/** {@link Clients} that are watched, but for plain reads and what configuration does. */
final class WatchedClients implements Clients {

    private final Clients clients;
    private final Watch watch;

    WatchedClients(Clients clients, Watch watch) {
        this.clients = clients;
        this.watch = watch;
    }

    @Override
    public Optional<Client> find(ClientId id) {
        return clients.find(id);
    }

    @Override
    public RegistrationOutcome register(Registration wanted) {
        return watch.watch(
                Operation.REGISTER_CLIENT,
                () -> clients.register(wanted),
                outcome -> outcome.match((client, secret) -> Ending.DONE, wait -> Ending.AT_CAPACITY));
    }

    @Override
    public ConfigureOutcome configure(ConfiguredClient wanted) {
        return clients.configure(wanted);
    }

    @Override
    public Optional<Client> authenticate(ClientId id, TokenEndpointAuthMethod method, Optional<String> secret) {
        return watch.watch(
                Operation.AUTHENTICATE_CLIENT,
                () -> clients.authenticate(id, method, secret),
                client -> client.isPresent() ? Ending.DONE : Ending.REFUSED);
    }

    @Override
    public Optional<Client> renew(Client client) {
        return clients.renew(client);
    }

    @Override
    public RemovalOutcome remove(ClientId id) {
        return watch.watch(
                Operation.REMOVE_CLIENT,
                () -> clients.remove(id),
                outcome -> outcome.match(WatchedRevocations::ending, () -> Ending.UNKNOWN));
    }

    @Override
    public Optional<Client> managed(ClientId id, String token) {
        return clients.managed(id, token);
    }

    @Override
    public Optional<Client> update(Client client, Registration wanted) {
        return watch.watch(
                Operation.UPDATE_CLIENT,
                () -> clients.update(client, wanted),
                updated -> updated.isPresent() ? Ending.DONE : Ending.UNKNOWN);
    }
}
