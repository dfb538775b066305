package dev.granary.http.token;

import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import dev.granary.client.Client;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.http.exchange.Parameters;
import java.util.Optional;

/** One grant type of the token endpoint. Safe for threads. */
public interface TokenGrant {

    /** The {@code grant_type} it answers to. */
    String type();

    /** What its answers say of the token's type (RFC 8693 section 2.2.1); others than that grant type's say nothing. */
    default Optional<TokenTypeURI> issuedTokenType() {
        return Optional.empty();
    }

    /**
     * Asks for tokens. Everything that can be wrong with the request is found before anything is spent.
     *
     * @param client the authenticated client, found to be allowed this grant type
     * @throws dev.granary.http.outcome.RefusedException if the request is malformed
     */
    TokenOutcome ask(Client client, Parameters form);
}
