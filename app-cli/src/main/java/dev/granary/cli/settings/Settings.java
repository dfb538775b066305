package dev.granary.cli.settings;

import dev.granary.domain.client.ConfiguredClient;
import dev.granary.http.upstream.UpstreamProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that an operator can decide about a server.
 *
 * @param listening where it listens
 * @param issuer its issuer; empty for the address that it listens on
 * @param front where browsers log in; empty for the issuer
 * @param storage where records are kept
 * @param keyRing the file with the keys that seal; empty for the default one
 * @param upstreams who authenticates users; if there is none, the development provider does
 * @param offer what clients may ask for
 * @param clients the clients that need not register
 * @param delegations who may get tokens for tokens
 * @param terms what its grants go by
 * @param keys which keys it uses
 */
public record Settings(
        Listening listening,
        Optional<URI> issuer,
        Optional<URI> front,
        StorageUrl storage,
        Optional<Path> keyRing,
        List<UpstreamProvider> upstreams,
        Offer offer,
        List<ConfiguredClient> clients,
        Delegations delegations,
        Terms terms,
        Keys keys) {

    /** Copies the lists. */
    public Settings {
        upstreams = List.copyOf(upstreams);
        clients = List.copyOf(clients);
    }

    /** Whether the development provider authenticates users. */
    public boolean isDevelopment() {
        return upstreams.isEmpty();
    }

    /** The issuer of a server that listens on this port. */
    public String issuer(int port) {
        return issuer.map(URI::toString).orElseGet(() -> listening.origin(port));
    }
}
