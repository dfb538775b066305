package dev.granary.http.token;

import dev.granary.client.Client;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.http.exchange.Parameters;

/** One grant type of the token endpoint. Safe for threads. */
public interface TokenGrant {

    /** The {@code grant_type} it answers to. */
    String type();

    /**
     * Asks for tokens. Everything that can be wrong with the request is found before anything is spent.
     *
     * @param client the authenticated client, found to be allowed this grant type
     * @throws dev.granary.http.outcome.RefusedException if the request is malformed
     */
    TokenOutcome ask(Client client, Parameters form);
}
