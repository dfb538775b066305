package dev.granary.http.upstream;

import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundAnswer;
import dev.granary.http.outbound.OutboundException;
import dev.granary.http.outbound.OutboundLimits;
import dev.granary.http.outbound.OutboundRequest;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** HTTP with an upstream: JSON only. Nothing that it sends gets into a message. Safe for threads. */
public final class UpstreamHttp {

    /** The longest that any call takes. */
    static final Duration LONGEST = OutboundLimits.DEFAULT.patience().multipliedBy(2);

    private final Outbound outbound;

    /** Speaks with an upstream this way. */
    public UpstreamHttp(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Speaks with this provider: on loopback if its issuer is there, in private networks if its settings allow it. */
    public static UpstreamHttp with(UpstreamProvider provider) {
        return new UpstreamHttp(new Outbound(
                AddressPolicy.towards(provider.place(), provider.privateAddresses()), OutboundLimits.DEFAULT));
    }

    /** Gets a document. @throws UpstreamException if it is not to be had */
    Map<String, Object> get(ProviderName name, URI uri) {
        return require(name, OutboundRequest.get(uri));
    }

    /** Posts a form. @throws UpstreamException if it is not answered with success */
    Map<String, Object> postForm(ProviderName name, FormPost post) {
        OutboundRequest request = OutboundRequest.form(post.uri(), post.form());
        return require(
                name,
                post.authorization()
                        .map(value -> request.with("Authorization", value))
                        .orElse(request));
    }

    /** Asks who holds an access token. @throws UpstreamException if it is not answered with success */
    Map<String, Object> ask(ProviderName name, UserInfo place, String accessToken) {
        OutboundRequest request = OutboundRequest.of(place.method().name(), place.endpoint())
                .with("Authorization", "Bearer " + accessToken);
        for (Map.Entry<String, String> header : place.headers().entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return require(name, request);
    }

    /** What is beneath. */
    Outbound outbound() {
        return outbound;
    }

    private Map<String, Object> require(ProviderName name, OutboundRequest request) {
        OutboundAnswer answer = send(name, request);
        if (!answer.isSuccess()) {
            String what = request.where() + " answered " + answer.status();
            throw answer.isClientError()
                    ? UpstreamException.refused(name, what, error(answer))
                    : UpstreamException.unreachable(name, what);
        }
        return answer.object()
                .orElseThrow(() -> UpstreamException.unreachable(
                        name, request.where() + " answered with something else than a JSON object"));
    }

    private static Optional<String> error(OutboundAnswer answer) {
        return answer.object()
                .map(document -> document.get("error"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private OutboundAnswer send(ProviderName name, OutboundRequest request) {
        try {
            return outbound.send(request);
        } catch (OutboundException e) {
            throw e.kind() == OutboundException.Kind.FORBIDDEN
                    ? UpstreamException.refused(name, e.getMessage())
                    : UpstreamException.unreachable(name, e.getMessage());
        }
    }
}
