package dev.granary.tck;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.client.Registration;
import dev.granary.domain.client.RegistrationOutcome;
import dev.granary.scope.Scopes;
import dev.granary.tck.specimen.Dice;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Clients that register or are configured. */
final class ClientSamples {

    /** A public client that says next to nothing of itself. */
    static final Registration PUBLIC = new Registration(
            new ClientMetadata(
                    Optional.empty(),
                    List.of("http://127.0.0.1/callback"),
                    List.of("authorization_code"),
                    List.of("code"),
                    Scopes.of("openid"),
                    Collections.emptySortedSet(),
                    Optional.empty(),
                    Optional.empty()),
            TokenEndpointAuthMethod.NONE);

    private ClientSamples() {}

    static ClientMetadata metadata(Dice dice) {
        return new ClientMetadata(
                Optional.of(dice.text()),
                List.of(dice.uri(), dice.uri()),
                List.of("authorization_code", "refresh_token"),
                List.of("code"),
                dice.scopes(),
                dice.resources(),
                Optional.of(dice.text()),
                Optional.of(dice.text()));
    }

    static ConfiguredClient configured(ClientId id, Dice dice) {
        return new ConfiguredClient(
                id, metadata(dice), TokenEndpointAuthMethod.CLIENT_SECRET_POST, Optional.of(dice.base64Url(32)));
    }

    static Client registered(RegistrationOutcome outcome) {
        return outcome.match((client, secret) -> client, retryAfter -> {
            throw new AssertionError("expected a client, got " + outcome);
        });
    }

    static boolean isFull(RegistrationOutcome outcome) {
        return outcome.match((client, secret) -> false, retryAfter -> true);
    }
}
