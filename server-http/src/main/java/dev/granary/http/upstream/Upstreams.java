package dev.granary.http.upstream;

import dev.granary.domain.watch.OperationListener;
import dev.granary.upstream.ProviderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The upstreams of a server, in the order in which a login goes through them. */
public final class Upstreams {

    private final List<Upstream> ordered;

    /** Knows these, one at least. */
    public Upstreams(List<Upstream> ordered) {
        this.ordered = List.copyOf(ordered);
    }

    /** Reaches these providers, one at least, each with parts of its own. Nothing is asked of them yet. */
    public static Upstreams of(List<UpstreamProvider> providers, Function<UpstreamProvider, UpstreamParts> parts) {
        return new Upstreams(providers.stream()
                .map(provider -> reach(provider, parts.apply(provider)))
                .toList());
    }

    private static Upstream reach(UpstreamProvider provider, UpstreamParts parts) {
        return provider instanceof OpenIdProvider openId
                ? new OpenIdUpstream(openId, parts)
                : new OAuth2Upstream((OAuth2Provider) provider, parts);
    }

    /** The same, and the listener is told of every login that goes through one. */
    public Upstreams watchedBy(OperationListener listener) {
        return new Upstreams(ordered.stream()
                .map(upstream -> new WatchedUpstream(upstream, listener))
                .map(Upstream.class::cast)
                .toList());
    }

    List<Upstream> ordered() {
        return ordered;
    }

    /** Their names, in order. */
    public List<ProviderName> chain() {
        return ordered.stream().map(Upstream::name).toList();
    }

    /** The one of this name. */
    public Optional<Upstream> find(ProviderName name) {
        return ordered.stream().filter(upstream -> upstream.name().equals(name)).findFirst();
    }
}
