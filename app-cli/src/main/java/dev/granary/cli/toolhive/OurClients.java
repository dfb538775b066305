package dev.granary.cli.toolhive;

import dev.granary.http.upstream.OAuth2Provider;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.UpstreamAccount;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who ToolHive was at an upstream: what it kept does not say, so it is taken to have been who this configuration says,
 * or whom it registered last. Only that client can refresh what it got.
 */
final class OurClients {

    private final Map<ProviderName, String> configured = new HashMap<>();
    private final Map<ProviderName, Registered> registered = new HashMap<>();

    OurClients(List<UpstreamProvider> upstreams) {
        upstreams.forEach(each -> account(each).ifPresent(account -> configured.put(each.name(), account.clientId())));
    }

    private record Registered(String clientId, Instant at) {}

    private static Optional<UpstreamAccount> account(UpstreamProvider upstream) {
        return upstream instanceof OpenIdProvider openId ? openId.account() : ((OAuth2Provider) upstream).account();
    }

    /** Takes note of a registration. */
    void add(ProviderName upstream, String clientId, Instant at) {
        registered.merge(
                upstream, new Registered(clientId, at), (one, other) -> one.at().isAfter(other.at()) ? one : other);
    }

    /** The client id at an upstream, if anything is known of it. */
    Optional<String> at(ProviderName upstream) {
        return Optional.ofNullable(configured.get(upstream))
                .or(() -> Optional.ofNullable(registered.get(upstream)).map(Registered::clientId));
    }
}
