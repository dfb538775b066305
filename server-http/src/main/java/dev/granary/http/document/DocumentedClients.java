package dev.granary.http.document;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.ConfigureOutcome;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.domain.client.Registration;
import dev.granary.domain.client.RegistrationOutcome;
import dev.granary.domain.client.RemovalOutcome;
import dev.granary.domain.realm.Realm;
import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.registration.RegistrationRequests;
import java.util.Optional;

/**
 * {@link Clients} among which are those that are known by a document at a URL, which is their id. Such a client is public
 * and not stored; one that is stored under the same id goes first.
 */
public final class DocumentedClients implements Clients {

    private final Clients stored;
    private final ClientDocuments documents;

    private DocumentedClients(Clients stored, ClientDocuments documents) {
        this.stored = stored;
        this.documents = documents;
    }

    /**
     * Adds them to these.
     *
     * @param addresses where documents may be fetched from
     */
    public static DocumentedClients beside(
            Clients stored,
            RegistrationRequests requests,
            DocumentPolicy policy,
            AddressPolicy addresses,
            Realm realm) {
        return new DocumentedClients(
                stored,
                new ClientDocuments(
                        new Outbound(addresses, ClientDocuments.LIMITS),
                        new ClientDocument(requests, realm),
                        policy,
                        realm.clock()));
    }

    /** Whether a client of this id is known by its document, without a record of ours. */
    public static boolean isUnrecorded(ClientId id) {
        return DocumentUrls.of(id).isPresent();
    }

    @Override
    public Optional<Client> find(ClientId id) {
        return stored.find(id).or(() -> DocumentUrls.of(id).flatMap(url -> documents.find(id, url)));
    }

    @Override
    public Optional<Client> authenticate(ClientId id, TokenEndpointAuthMethod method, Optional<String> secret) {
        Optional<Client> known = stored.authenticate(id, method, secret);
        boolean asPublic = method == TokenEndpointAuthMethod.NONE && secret.isEmpty();
        return known.or(() -> asPublic ? find(id).filter(DocumentedClients::isDocumented) : Optional.empty());
    }

    @Override
    public Optional<Client> renew(Client client) {
        return isDocumented(client) ? Optional.of(client) : stored.renew(client);
    }

    @Override
    public RegistrationOutcome register(Registration wanted) {
        return stored.register(wanted);
    }

    @Override
    public ConfigureOutcome configure(ConfiguredClient wanted) {
        return stored.configure(wanted);
    }

    @Override
    public RemovalOutcome remove(ClientId id) {
        return stored.remove(id);
    }

    @Override
    public Optional<Client> managed(ClientId id, String token) {
        return stored.managed(id, token);
    }

    @Override
    public Optional<Client> update(Client client, Registration wanted) {
        return stored.update(client, wanted);
    }

    /** Who registers gets an id of ours, which is no URL. */
    private static boolean isDocumented(Client client) {
        return client.origin() == ClientOrigin.DYNAMIC
                && DocumentUrls.of(client.id()).isPresent();
    }
}
