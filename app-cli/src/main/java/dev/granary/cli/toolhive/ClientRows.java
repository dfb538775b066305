package dev.granary.cli.toolhive;

import dev.granary.client.ClientId;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.AdoptedClients;
import dev.granary.domain.client.Registration;
import dev.granary.domain.realm.Realm;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Clients: {@code id}, {@code secret} (the base64 of its SHA-256), {@code redirect_uris}, {@code grant_types}, {@code
 * response_types}, {@code scopes}, {@code audience}, {@code public}, {@code token_endpoint_auth_method}, {@code
 * dcr_issued}. One that registered itself lives 30 days from its last proof, and its key as long. The others are of
 * ToolHive's configuration, and of ours if they shall go on. What tokens may be for is the server's to say.
 */
final class ClientRows implements Carrier {

    private static final Duration LIFE = Duration.ofDays(30);
    private static final int SHA_256 = 32;

    private final Realm realm;
    private final AdoptedClients clients;
    private final RegistrationRequests requests;
    private final Set<ClientId> configured;

    /**
     * Carries over what these rules let register.
     *
     * @param configured the clients of our configuration
     */
    ClientRows(Realm realm, AdoptedClients clients, RegistrationRequests requests, Set<ClientId> configured) {
        this.realm = realm;
        this.clients = clients;
        this.requests = requests;
        this.configured = Set.copyOf(configured);
    }

    @Override
    public Fate.Verdict carry(Row row) {
        ClientId id = new ClientId(row.text("id"));
        if (!id.value().equals(row.key())) {
            throw new DamagedRowException("the key names another client than the row");
        }
        if (!registeredItself(row)) {
            return (configured.contains(id) ? Fate.CONFIGURED : Fate.UNCONFIGURED).about(id.value());
        }
        TokenEndpointAuthMethod method = method(row);
        Optional<ClientSecretHash> secret = method == TokenEndpointAuthMethod.NONE ? Optional.empty() : secret(row);
        if (method != TokenEndpointAuthMethod.NONE && secret.isEmpty()) {
            return Fate.UNREADABLE_SECRET.verdict();
        }
        try {
            Registration registration = requests.read(document(row, method));
            return registration.authMethod() == method
                    ? adopt(row, id, registration, secret)
                    : Fate.AGAINST_RULES.about("expected a client with a secret");
        } catch (RefusedException e) {
            return Fate.AGAINST_RULES.about(String.valueOf(e.problem().error().getDescription()));
        }
    }

    private Fate.Verdict adopt(Row row, ClientId id, Registration registration, Optional<ClientSecretHash> secret) {
        Instant now = realm.now();
        Instant end = now.plus(row.life().orElse(LIFE));
        return Fate.of(clients.adopt(id, registration, secret, Times.earlier(now, end.minus(LIFE)), end))
                .verdict();
    }

    /** Older rows do not say so; then a public client did whose key has an end. */
    private static boolean registeredItself(Row row) {
        boolean isOld = row.find("token_endpoint_auth_method").isEmpty();
        boolean ends = isOld && row.flag("public") && row.life().isPresent();
        return ends || row.flag("dcr_issued");
    }

    /** What is written decides. One without may use either way there, and has to keep to one of them here. */
    private static TokenEndpointAuthMethod method(Row row) {
        String none = row.flag("public") ? "none" : "client_secret_post";
        return switch (row.find("token_endpoint_auth_method").orElse(none)) {
            case "none" -> requirePublic(row);
            case "client_secret_basic" -> TokenEndpointAuthMethod.CLIENT_SECRET_BASIC;
            case "client_secret_post" -> TokenEndpointAuthMethod.CLIENT_SECRET_POST;
            default ->
                throw new DamagedRowException(
                        "token_endpoint_auth_method: expected none, client_secret_basic or client_secret_post");
        };
    }

    /** ToolHive lets nobody in whose row is at odds with itself. */
    private static TokenEndpointAuthMethod requirePublic(Row row) {
        if (!row.flag("public")) {
            throw new DamagedRowException("public: expected true beside token_endpoint_auth_method none");
        }
        return TokenEndpointAuthMethod.NONE;
    }

    /** Empty if it is not hashed as ours are. */
    private static Optional<ClientSecretHash> secret(Row row) {
        try {
            return row.find("secret")
                    .map(Base64.getDecoder()::decode)
                    .filter(hash -> hash.length == SHA_256)
                    .map(hash -> new ClientSecretHash(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
        } catch (IllegalArgumentException e) {
            throw new DamagedRowException("secret: expected base64");
        }
    }

    private static Map<String, Object> document(Row row, TokenEndpointAuthMethod method) {
        Map<String, Object> document = new HashMap<>();
        document.put("token_endpoint_auth_method", method.name().toLowerCase(Locale.ROOT));
        document.put("redirect_uris", row.texts("redirect_uris"));
        document.put("scope", row.texts("scopes"));
        putUnlessEmpty(document, "grant_types", row.texts("grant_types"));
        putUnlessEmpty(document, "response_types", row.texts("response_types"));
        return document;
    }

    private static void putUnlessEmpty(Map<String, Object> document, String name, List<String> values) {
        if (!values.isEmpty()) {
            document.put(name, values);
        }
    }
}
