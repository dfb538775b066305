package dev.granary.http.token;

import dev.granary.domain.token.TokenOutcome;
import dev.granary.http.exchange.Parameters;

/** A grant type that needs no client (RFC 7521 section 4.1). Safe for threads. */
public interface AssertionGrant {

    /** The {@code grant_type} it answers to. */
    String type();

    /**
     * Asks for tokens.
     *
     * @throws dev.granary.http.outcome.RefusedException if the request or the assertion is not valid
     */
    TokenOutcome ask(Parameters form);
}
