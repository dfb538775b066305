package dev.granary.http;

import dev.granary.domain.client.Clients;
import dev.granary.domain.client.ConfigureOutcome;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.client.ReservedClientIdException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the clients of the host's configuration in place. */
final class ConfiguredClients {

    private final Clients clients;

    ConfiguredClients(Clients clients) {
        this.clients = clients;
    }

    /** Puts all in place that can be, and says why the others cannot. */
    List<SettingsFault> configure(List<ConfiguredClient> wanted) {
        return wanted.stream()
                .flatMap(client -> configure(client).map(problem -> fault(client, problem)))
                .toList();
    }

    private Stream<String> configure(ConfiguredClient client) {
        try {
            return Optional.of(clients.configure(client)).stream()
                    .filter(outcome -> outcome == ConfigureOutcome.TAKEN)
                    .map(outcome -> "a client that registered itself has this id");
        } catch (ReservedClientIdException e) {
            return Stream.of("this id is reserved");
        }
    }

    private static SettingsFault fault(ConfiguredClient client, String problem) {
        return new SettingsFault("client " + client.id().value(), problem, "my-application");
    }
}
