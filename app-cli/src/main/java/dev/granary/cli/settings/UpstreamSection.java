package dev.granary.cli.settings;

import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.scope.Scopes;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads upstreams. */
final class UpstreamSection {

    private static final Setting<ProviderName> NAME =
            new Setting<>("name", value -> new ProviderName(Values.text(value)), "corp");
    private static final Setting<URI> ISSUER = new Setting<>("issuer", Addresses::issuer, "https://login.example.com");
    private static final Setting<String> CLIENT_ID = new Setting<>("client-id", Values::text, "granary");
    private static final Setting<Scopes> SCOPES = new Setting<>("scopes", OfferSection::scopes, "openid email");

    private static final Setting<URI> DISCOVERY = new Setting<>(
            "discovery-url", Addresses::secure, "https://login.example.com/.well-known/oauth-authorization-server");
    private static final Setting<URI> ENDPOINT =
            new Setting<>("registration-endpoint", Addresses::secure, "https://login.example.com/register");
    private static final Setting<URI> REDIRECT_URI =
            new Setting<>("redirect-uri", Addresses::secure, "https://auth.example.com/oauth/callback");
    private static final Setting<String> SOFTWARE_ID = new Setting<>("software-id", Values::text, "granary");
    private static final Setting<Boolean> PRIVATE = new Setting<>("allow-private-addresses", Values::flag, "true");

    private final Section root;
    private final SecretSources secrets;

    UpstreamSection(Section root, SecretSources secrets) {
        this.root = root;
        this.secrets = secrets;
    }

    List<UpstreamProvider> read() {
        List<UpstreamProvider> upstreams = root.sections("upstreams", this::upstream);
        long names = upstreams.stream().map(UpstreamProvider::name).distinct().count();
        if (names < upstreams.size()) {
            root.fault("upstreams", "has one name twice", "give each upstream a name of its own");
        }
        return upstreams;
    }

    private Optional<UpstreamProvider> upstream(Section section) {
        Optional<ProviderName> name = section.require(NAME);
        Optional<URI> issuer = section.require(ISSUER);
        Optional<String> id = section.find(CLIENT_ID);
        Optional<String> secret = secrets.find(section, "client-secret");
        List<String> scopes =
                section.find(SCOPES).map(found -> List.copyOf(found.values())).orElse(UpstreamProvider.DEFAULT_SCOPES);
        if (secret.isPresent() && !section.has(CLIENT_ID.name())) {
            section.fault(CLIENT_ID.name(), "is missing beside a secret", CLIENT_ID.remedy());
        }
        boolean inPrivateNetwork = section.find(PRIVATE).orElse(false);
        RegistrationTerms terms = terms(section);
        section.close();
        return name.flatMap(known ->
                issuer.map(found -> new UpstreamProvider(known, found, id, secret, scopes, terms, inPrivateNetwork)));
    }

    private RegistrationTerms terms(Section section) {
        return new RegistrationTerms(
                section.find(DISCOVERY),
                section.find(ENDPOINT),
                section.find(REDIRECT_URI),
                secrets.find(section, "initial-access-token"),
                section.find(SOFTWARE_ID),
                secrets.find(section, "software-statement"));
    }
}
