package dev.granary.tck.specimen;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.ClientOrigin;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes clients: the full ones are dynamic, the minimal ones configured. */
final class ClientRecords implements Maker<ClientId, Client> {

    @Override
    public RecordKind<ClientId, Client> kind() {
        return Client.KIND;
    }

    @Override
    public ClientId key(Dice dice) {
        return dice.client();
    }

    @Override
    public Client full(ClientId key, Optional<Client> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Client(
                key,
                ClientOrigin.DYNAMIC,
                metadata(dice),
                dice.random().nextBoolean()
                        ? TokenEndpointAuthMethod.CLIENT_SECRET_BASIC
                        : TokenEndpointAuthMethod.CLIENT_SECRET_POST,
                Optional.of(new ClientSecretHash(dice.base64Url(32))),
                dice.time(),
                Optional.of(dice.time()),
                Optional.of(retainUntil),
                Optional.of(dice.time()),
                Optional.of(new ClientSecretHash(dice.base64Url(32))),
                stamp);
    }

    @Override
    public Client minimal(Dice dice, Instant retainUntil) {
        return new Client(
                key(dice),
                ClientOrigin.CONFIGURED,
                new ClientMetadata(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Scopes.NONE,
                        Collections.emptySortedSet(),
                        Optional.empty(),
                        Optional.empty()),
                TokenEndpointAuthMethod.NONE,
                Optional.empty(),
                dice.time(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(dice.revision()));
    }

    private static ClientMetadata metadata(Dice dice) {
        return new ClientMetadata(
                Optional.of(dice.text()),
                List.of(dice.uri(), "http://127.0.0.1/" + dice.name()),
                List.of("authorization_code", dice.text()),
                List.of("code", dice.text()),
                dice.scopes(),
                dice.resources(),
                Optional.of(dice.text()),
                Optional.of(dice.text()),
                List.of(dice.uri()));
    }
}
