package dev.granary.cli.settings;

import dev.granary.domain.client.ConfiguredClient;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The configuration of a server: a file, and flags that win over it. */
public final class Configuration {

    private static final Setting<Integer> PORT = new Setting<>("port", Values::port, "8080");
    private static final Setting<String> BIND = new Setting<>("bind", Values::text, "127.0.0.1");
    private static final Setting<URI> ISSUER = new Setting<>("issuer", Addresses::issuer, "https://auth.example.com");
    private static final Setting<URI> FRONT =
            new Setting<>("authorization-base-url", Addresses::issuer, "https://login.example.com");
    private static final Setting<StorageUrl> STORAGE =
            new Setting<>("storage", value -> new StorageUrl(Values.text(value)), StorageUrl.DEFAULT.value());
    private static final Setting<Path> KEY_RING = new Setting<>("key-ring", Values::path, "granary-data/granary.keys");
    private static final Setting<Boolean> DEVELOPMENT = new Setting<>("development-provider", Values::flag, "true");

    private static final Setting<Boolean> ON_LOOPBACK = new Setting<>("delegates-on-loopback", Values::flag, "true");

    private final SecretSources secrets;

    /** Looks variables up in this environment. */
    public Configuration(Function<String, Optional<String>> environment) {
        this.secrets = new SecretSources(environment);
    }

    /**
     * Reads the settings.
     *
     * @param flags by key, as the file would name them
     * @throws BadSettingsException naming every fault
     */
    public Settings read(Optional<Path> file, Map<String, Object> flags) {
        Map<String, Object> values = new TreeMap<>();
        file.ifPresent(path -> values.putAll(new YamlFile(path).read()));
        values.putAll(flags);
        Faults faults = new Faults();
        Section root = new Section("", values, faults);
        Settings settings = read(root, lasting(values));
        root.close();
        faults.complain();
        return settings;
    }

    /** All but the limits. */
    private static Map<String, Object> lasting(Map<String, Object> values) {
        Map<String, Object> lasting = new TreeMap<>(values);
        lasting.values().removeIf(Objects::isNull);
        lasting.remove(TermsSection.LIMITS);
        if (lasting.remove(RegistrationSection.NAME) instanceof Map<?, ?> section) {
            Map<Object, Object> rest = new HashMap<>(section);
            rest.keySet().removeAll(RegistrationSection.RATES);
            if (!rest.isEmpty()) {
                lasting.put(RegistrationSection.NAME, rest);
            }
        }
        return lasting;
    }

    private Settings read(Section root, Map<String, Object> lasting) {
        Offer offer = new OfferSection(root).read();
        Listening listening = listening(root);
        Optional<URI> issuer = root.find(ISSUER);
        StorageUrl storage = storage(root);
        Optional<Path> keyRing = root.find(KEY_RING);
        List<UpstreamProvider> upstreams = new UpstreamSection(root, secrets).read();
        List<ConfiguredClient> clients = new ClientSection(root, secrets, offer).read();
        Delegations delegations = delegations(root, offer, clients);
        Settings settings = new Settings(
                listening,
                issuer,
                root.find(FRONT),
                storage,
                keyRing,
                upstreams,
                offer,
                clients,
                delegations,
                new TermsSection(root).read(),
                new KeySection(root).read(),
                management(root),
                lasting);
        requireIssuer(root, settings);
        requireUpstream(root, settings);
        return settings;
    }

    private Delegations delegations(Section root, Offer offer, List<ConfiguredClient> clients) {
        return new Delegations(
                new DelegateSection(root, secrets, offer).read(clients),
                new TrustedIssuerSection(root).read(),
                root.find(ON_LOOPBACK).orElse(false));
    }

    private static Listening listening(Section root) {
        return new Listening(
                root.find(BIND).orElse(Listening.DEFAULT.host()),
                root.find(PORT).orElse(Listening.DEFAULT.port()));
    }

    /** Nowhere unless it is said where; on loopback unless it is said otherwise. */
    private static Optional<Listening> management(Section root) {
        Section section = root.section("management");
        Optional<Listening> where = section.find(PORT)
                .map(port -> new Listening(section.find(BIND).orElse(Listening.DEFAULT.host()), port));
        if (where.isEmpty() && section.find(BIND).isPresent()) {
            section.fault(PORT.name(), "is missing", "for example port: 9464");
        }
        section.close();
        return where;
    }

    private StorageUrl storage(Section root) {
        Optional<StorageUrl> secret = secrets.find(root, "storage").map(StorageUrl::new);
        if (secret.isPresent() && root.has(STORAGE.name())) {
            root.fault(STORAGE.name(), "stands beside storage-file or storage-env", "remove one of the two");
        }
        return root.find(STORAGE).or(() -> secret).orElse(StorageUrl.DEFAULT);
    }

    /** What the world calls a server that listens to the world cannot be guessed. */
    private static void requireIssuer(Section root, Settings settings) {
        if (!root.has(ISSUER.name())
                && !Addresses.isLoopback(settings.listening().host())) {
            root.fault(ISSUER.name(), "is missing, and bind is not loopback", ISSUER.remedy());
        }
    }

    /** Nobody logs in at the development provider from elsewhere, and nobody takes it for a real one. */
    private static void requireUpstream(Section root, Settings settings) {
        boolean wanted = root.find(DEVELOPMENT).orElse(true);
        boolean loopback = Addresses.isLoopback(settings.listening().host())
                && settings.issuer().map(SecureUris::isLoopback).orElse(true);
        if (!root.has("upstreams") && !(wanted && loopback)) {
            String why = wanted ? "is only for loopback, and bind or issuer is not" : "is off";
            root.fault(
                    "upstreams",
                    "is missing, and the development provider " + why,
                    "for example --upstream name=corp,issuer=https://login.example.com");
        }
    }
}
