package dev.granary.cli.settings;

import dev.granary.client.ClientId;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.trust.AllowList;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the clients that exchange tokens. */
final class DelegateSection {

    private static final Setting<ClientId> ID =
            new Setting<>("id", value -> new ClientId(Values.text(value)), "my-delegate");
    private static final Setting<Scopes> SCOPES = new Setting<>("scopes", OfferSection::scopes, "[openid]");
    private static final Setting<List<Resource>> RESOURCES = new Setting<>(
            "resources", Values.list(value -> new Resource(Values.text(value))), "[https://api.example.com/]");
    private static final Setting<AllowList> ACTS_FOR =
            new Setting<>("acts-for", DelegateSection::names, "[my-client], or '*' for every client");

    private final Section root;
    private final SecretSources secrets;
    private final Offer offer;

    DelegateSection(Section root, SecretSources secrets, Offer offer) {
        this.root = root;
        this.secrets = secrets;
        this.offer = offer;
    }

    /** Reads them. No id may be one of these clients'. */
    List<Delegate> read(List<ConfiguredClient> clients) {
        List<Delegate> delegates = root.sections("delegates", this::delegate);
        Set<ClientId> ids = clients.stream().map(ConfiguredClient::id).collect(Collectors.toCollection(HashSet::new));
        if (!delegates.stream().allMatch(delegate -> ids.add(delegate.client().id()))) {
            root.fault("delegates", "has an id that another has", "give each delegate and client an id of its own");
        }
        return delegates;
    }

    /** Names as a list, or {@code *}. */
    static AllowList names(Object value) {
        return new AllowList(Set.copyOf(Values.list(Values::text).apply(value)));
    }

    private Optional<Delegate> delegate(Section section) {
        Optional<ClientId> id = section.require(ID);
        Optional<Scopes> scopes = section.require(SCOPES);
        List<Resource> resources = section.find(RESOURCES).orElse(offer.audiences());
        Optional<AllowList> actsFor = section.require(ACTS_FOR);
        Optional<String> secret = secrets.find(section, "secret");
        if (!section.has("secret-file") && !section.has("secret-env")) {
            section.fault("secret-file", "is missing", "for example secret-file: /run/secrets/secret");
        }
        if (scopes.filter(wanted -> !offer.scopes().contains(wanted)).isPresent()) {
            section.fault(SCOPES.name(), "has some that the server does not offer", "add them to the server's scopes");
        }
        if (!offer.audiences().containsAll(resources)) {
            section.fault(RESOURCES.name(), "has some that the server does not know", "add them to its audiences");
        }
        section.close();
        return id.flatMap(known -> secret.flatMap(proof -> scopes.flatMap(wanted -> actsFor.flatMap(whom ->
                delegate(section, known, proof, new Delegate.Authority(wanted, new TreeSet<>(resources), whom))))));
    }

    private static Optional<Delegate> delegate(
            Section section, ClientId id, String secret, Delegate.Authority authority) {
        try {
            return Optional.of(Delegate.of(id, secret, authority));
        } catch (IllegalArgumentException e) {
            section.fault("secret-file", Values.wrong(e), "or name scopes, if there are none");
            return Optional.empty();
        }
    }
}
