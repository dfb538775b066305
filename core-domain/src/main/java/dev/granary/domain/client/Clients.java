package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.TokenEndpointAuthMethod;
import java.util.Optional;

/**
 * The clients of one namespace, for hosts and the server. Safe for threads.
 *
 * <p>Every method throws {@link dev.granary.record.StorageUnavailableException} if nothing was changed, and {@link
 * dev.granary.record.OutcomeUnknownException} if that cannot be told.
 */
public interface Clients {

    /** Returns the client, unless it is unknown, expired or being removed. */
    Optional<Client> find(ClientId id);

    /**
     * Registers a client under a new random id (RFC 7591 section 3). It ends unless it proves itself at the token
     * endpoint in time. At the cap the newcomer is refused; nobody is evicted for it.
     */
    RegistrationOutcome register(Registration wanted);

    /**
     * Puts a client of the host's configuration in place, in the stead of the one that stood there before. A
     * dynamically registered client is never replaced.
     *
     * @throws ReservedClientIdException if the id begins with a prefix that Granary keeps for itself
     */
    ConfigureOutcome configure(ConfiguredClient wanted);

    /**
     * Authenticates a client at the token endpoint (RFC 6749 section 2.3). The method must be the one it registered
     * with. An unknown client and a wrong secret take the same way and look alike.
     *
     * @param secret what was presented; empty exactly with {@link TokenEndpointAuthMethod#NONE}
     */
    Optional<Client> authenticate(ClientId id, TokenEndpointAuthMethod method, Optional<String> secret);

    /**
     * Notes that a client has proven itself at the token endpoint: a dynamic one lives its full life again from now. Not
     * every proof is written, so that it may be called at every token request.
     *
     * @return the client as it is stored now, or as it was given if there was nothing to write; empty if it is gone
     */
    Optional<Client> renew(Client client);

    /**
     * Removes a client: from now on it is refused, then it is fenced, everything it holds is revoked, and last its
     * record goes. Safe to repeat until it is complete.
     */
    RemovalOutcome remove(ClientId id);

    /**
     * Returns the dynamic client whose registration this token manages (RFC 7592 section 2). An unknown client and a wrong
     * token take the same way and look alike.
     */
    Optional<Client> managed(ClientId id, String token);

    /**
     * Gives a dynamic client other metadata (RFC 7592 section 2.2). What it is managed with stays, and so does its secret,
     * so the way to authenticate must need one exactly if the present one does.
     *
     * @return the client as it is stored now; empty if it is gone
     * @throws IllegalArgumentException if it would gain or lose its secret
     */
    Optional<Client> update(Client client, Registration wanted);
}
