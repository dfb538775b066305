package dev.granary.http.client;

import dev.granary.client.ClientId;
import java.util.Optional;

/** Reads client identifiers that strangers send. */
public final class ClientIds {

    private ClientIds() {}

    /** Empty for what cannot be the identifier of any client. */
    public static Optional<ClientId> parse(String text) {
        try {
            return Optional.of(new ClientId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
