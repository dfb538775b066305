package dev.granary.http.document;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientOrigin;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.Registration;
import dev.granary.domain.realm.Realm;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.record.Stamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes clients of their documents: public ones, which may do what a registered one may. */
final class ClientDocument {

    private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "refresh_token");

    private final RegistrationRequests requests;
    private final Realm realm;

    ClientDocument(RegistrationRequests requests, Realm realm) {
        this.requests = requests;
        this.realm = realm;
    }

    /** The client; empty if the document is another's, or asks for a secret, or for what is not to be had. */
    Optional<Client> read(ClientId id, Map<String, Object> document) {
        boolean open = "none".equals(document.getOrDefault("token_endpoint_auth_method", "none"));
        if (!id.value().equals(document.get("client_id")) || !open || document.containsKey("client_secret")) {
            return Optional.empty();
        }
        Registration wanted = requests.read(known(document));
        return Optional.of(wanted)
                .filter(found -> found.authMethod() == TokenEndpointAuthMethod.NONE)
                .map(found -> client(id, found));
    }

    /** A document is written for many servers: what this one does not know of is left out. */
    private static Map<String, Object> known(Map<String, Object> document) {
        Map<String, Object> known = new LinkedHashMap<>(document);
        known.computeIfPresent("grant_types", (member, value) -> only(value, GRANT_TYPES));
        known.computeIfPresent("response_types", (member, value) -> only(value, Set.of("code")));
        return known;
    }

    private static Object only(Object value, Set<String> wanted) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .filter(wanted::contains)
                        .distinct()
                        .toList()
                : value;
    }

    private Client client(ClientId id, Registration wanted) {
        return new Client(
                id,
                ClientOrigin.DYNAMIC,
                wanted.metadata(),
                wanted.authMethod(),
                Optional.empty(),
                realm.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(realm.attempt()));
    }
}
