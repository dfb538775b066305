package dev.granary.http.upstream;

import dev.granary.domain.dcr.Deregistration;
import dev.granary.domain.dcr.DeregistrationOutcome;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundAnswer;
import dev.granary.http.outbound.OutboundException;
import dev.granary.http.outbound.OutboundLimits;
import dev.granary.http.outbound.OutboundRequest;
import dev.granary.http.uri.SecureUris;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends registrations of ours where the upstream said that they are managed (RFC 7592 section 2.3). An address on another
 * host than the upstream's must be on the Internet, and so must all of an upstream that is not configured any more.
 */
public final class UpstreamDeregistration implements Deregistration {

    /** Gone before, or our token for it is. */
    private static final Set<Integer> UNKNOWN = Set.of(401, 404, 410);

    private static final Set<Integer> REFUSED = Set.of(400, 403, 405, 501);

    private final Logger log = LoggerFactory.getLogger(UpstreamDeregistration.class);
    private final Outbound foreign = new Outbound(AddressPolicy.INTERNET, OutboundLimits.DEFAULT);
    private final List<UpstreamProvider> providers;

    /** Knows these upstreams. */
    public UpstreamDeregistration(List<UpstreamProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    @Override
    public DeregistrationOutcome delete(ProviderName upstream, UpstreamRegistration registration) {
        Optional<URI> managed =
                registration.registrationClientUri().flatMap(SecureUris::parse).filter(SecureUris::isSecure);
        if (managed.isEmpty() || registration.registrationAccessToken().isEmpty()) {
            return DeregistrationOutcome.REFUSED;
        }
        OutboundRequest request = OutboundRequest.delete(managed.get())
                .with(
                        "Authorization",
                        "Bearer " + registration.registrationAccessToken().get());
        try {
            return outcome(upstream, request, outbound(upstream, managed.get()).send(request));
        } catch (OutboundException e) {
            log.warn("upstream {}: our registration is not deleted; {}", upstream.value(), e.getMessage());
            return DeregistrationOutcome.FAILED;
        }
    }

    private DeregistrationOutcome outcome(ProviderName upstream, OutboundRequest request, OutboundAnswer answer) {
        if (answer.isSuccess() || UNKNOWN.contains(answer.status())) {
            log.info("upstream {}: our registration is deleted", upstream.value());
            return DeregistrationOutcome.GONE;
        }
        log.warn(
                "upstream {}: our registration is not deleted; {} answered {}",
                upstream.value(),
                request.where(),
                answer.status());
        return REFUSED.contains(answer.status()) ? DeregistrationOutcome.REFUSED : DeregistrationOutcome.FAILED;
    }

    private Outbound outbound(ProviderName upstream, URI managed) {
        return providers.stream()
                .filter(provider -> provider.name().equals(upstream))
                .filter(provider -> isSameHost(provider.place(), managed)
                        || provider.registration()
                                .endpoint()
                                .filter(endpoint -> isSameHost(endpoint, managed))
                                .isPresent())
                .findFirst()
                .map(provider -> UpstreamHttp.with(provider).outbound())
                .orElse(foreign);
    }

    private static boolean isSameHost(URI one, URI other) {
        return String.valueOf(one.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()));
    }
}
