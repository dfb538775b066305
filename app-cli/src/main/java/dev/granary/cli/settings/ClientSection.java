package dev.granary.cli.settings;

import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the clients that need not register. */
final class ClientSection {

    private static final Setting<ClientId> ID =
            new Setting<>("id", value -> new ClientId(Values.text(value)), "my-client");
    private static final Setting<String> NAME = new Setting<>("name", Values::text, "My client");
    private static final Setting<List<String>> REDIRECT_URIS =
            new Setting<>("redirect-uris", Values.list(Values::text), "[https://client.example.com/callback]");
    private static final Setting<List<String>> POST_LOGOUT_REDIRECT_URIS =
            new Setting<>("post-logout-redirect-uris", Values.list(Values::text), "[https://client.example.com/bye]");
    private static final Setting<List<String>> GRANT_TYPES =
            new Setting<>("grant-types", Values.list(Values::text), "[authorization_code, refresh_token]");
    private static final Setting<Scopes> SCOPES = new Setting<>("scopes", OfferSection::scopes, "[openid]");
    private static final Setting<TokenEndpointAuthMethod> METHOD =
            new Setting<>("auth-method", ClientSection::method, "client_secret_basic");

    private final Section root;
    private final SecretSources secrets;
    private final Offer offer;

    ClientSection(Section root, SecretSources secrets, Offer offer) {
        this.root = root;
        this.secrets = secrets;
        this.offer = offer;
    }

    List<ConfiguredClient> read() {
        List<ConfiguredClient> clients = root.sections("clients", this::client);
        if (clients.stream().map(ConfiguredClient::id).distinct().count() < clients.size()) {
            root.fault("clients", "has one id twice", "give each client an id of its own");
        }
        return clients;
    }

    private Optional<ConfiguredClient> client(Section section) {
        Optional<ClientId> id = section.require(ID);
        Optional<String> secret = secrets.find(section, "secret");
        Optional<TokenEndpointAuthMethod> method = section.find(METHOD);
        ClientMetadata metadata = metadata(section);
        section.close();
        return id.flatMap(known -> client(section, known, metadata, new Authentication(method, secret)));
    }

    private static Optional<ConfiguredClient> client(
            Section section, ClientId id, ClientMetadata metadata, Authentication by) {
        try {
            return Optional.of(new ConfiguredClient(id, metadata, by.chosen(), by.secret()));
        } catch (IllegalArgumentException e) {
            section.fault("secret-file", Values.wrong(e), "or auth-method: none for a public client");
            return Optional.empty();
        }
    }

    private ClientMetadata metadata(Section section) {
        Scopes scopes = section.find(SCOPES).orElse(offer.scopes());
        if (!offer.scopes().contains(scopes)) {
            section.fault(SCOPES.name(), "has some that the server does not offer", "add them to the server's scopes");
        }
        return new ClientMetadata(
                section.find(NAME),
                section.require(REDIRECT_URIS).orElse(List.of()),
                section.find(GRANT_TYPES).orElse(List.of("authorization_code", "refresh_token")),
                List.of("code"),
                scopes,
                new TreeSet<Resource>(offer.audiences()),
                Optional.empty(),
                Optional.empty(),
                section.find(POST_LOGOUT_REDIRECT_URIS).orElse(List.of()));
    }

    static TokenEndpointAuthMethod method(Object value) {
        String text = Values.text(value);
        return Stream.of(TokenEndpointAuthMethod.values())
                .filter(method -> method.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("expected client_secret_basic, client_secret_post or none"));
    }

    /** How a client authenticates: as it is written, else by whether there is a secret. */
    private record Authentication(Optional<TokenEndpointAuthMethod> method, Optional<String> secret) {

        TokenEndpointAuthMethod chosen() {
            return method.orElse(
                    secret.isPresent() ? TokenEndpointAuthMethod.CLIENT_SECRET_BASIC : TokenEndpointAuthMethod.NONE);
        }

        @Override
        public String toString() {
            return "Authentication[" + chosen() + "]";
        }
    }
}
