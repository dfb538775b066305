package dev.granary.http.dcr;

import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundAnswer;
import dev.granary.http.outbound.OutboundException;
import dev.granary.http.outbound.OutboundRequest;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Speaks with a registration endpoint: one request, bounded, never redirected and never repeated. */
final class RegistrationClient {

    private static final Set<Integer> NOT_SUPPORTED = Set.of(404, 405, 501);

    private final Outbound outbound;

    RegistrationClient(Outbound outbound) {
        this.outbound = outbound;
    }

    /** The document that a request is answered with. @throws EnrolmentException if there is none */
    Map<String, Object> ask(OutboundRequest request) {
        requireSecure(request.uri());
        OutboundAnswer answer = send(request);
        if (NOT_SUPPORTED.contains(answer.status())) {
            throw EnrolmentException.refused(
                    EnrolmentStep.REGISTER,
                    "registration is not supported there (" + request.where() + " answered " + answer.status()
                            + "); configure a client id");
        }
        if (answer.status() != 200 && answer.status() != 201) {
            String what = request.where() + " answered " + answer.status();
            throw answer.isClientError()
                    ? EnrolmentException.refused(EnrolmentStep.REGISTER, what)
                    : EnrolmentException.unreachable(EnrolmentStep.REGISTER, what);
        }
        return answer.object()
                .orElseThrow(() -> EnrolmentException.refused(
                        EnrolmentStep.REGISTER, request.where() + " answered with something else than a JSON object"));
    }

    private OutboundAnswer send(OutboundRequest request) {
        try {
            return outbound.send(request);
        } catch (OutboundException e) {
            throw e.kind() == OutboundException.Kind.FORBIDDEN
                    ? EnrolmentException.refused(EnrolmentStep.REGISTER, e.getMessage())
                    : EnrolmentException.unreachable(EnrolmentStep.REGISTER, e.getMessage());
        }
    }

    private static void requireSecure(URI uri) {
        if (!SecureUris.isSecure(uri)) {
            throw EnrolmentException.refused(
                    EnrolmentStep.METADATA, "its registration endpoint is neither https nor http on loopback");
        }
    }
}
