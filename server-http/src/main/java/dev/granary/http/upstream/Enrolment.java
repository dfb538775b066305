package dev.granary.http.upstream;

import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.dcr.EnrolmentException;
import dev.granary.http.dcr.RegistrationServer;
import dev.granary.http.dcr.UpstreamEnrolment;
import java.util.List;

/** Finds out who we are at an upstream: as configured, or by registering there (RFC 7591). */
final class Enrolment {

    private static final String BASIC = "client_secret_basic";
    private static final String POST = "client_secret_post";
    private static final String NONE = "none";

    private final UpstreamProvider provider;
    private final UpstreamEnrolment registrations;

    Enrolment(UpstreamProvider provider, UpstreamEnrolment registrations) {
        this.provider = provider;
        this.registrations = registrations;
    }

    /** Who we are. @throws UpstreamException if we cannot register */
    UpstreamClient client(UpstreamMetadata metadata, List<String> scopes) {
        return provider.clientId()
                .map(id -> new UpstreamClient(id, provider.clientSecret(), configuredMethod(metadata)))
                .orElseGet(() -> registered(metadata, scopes));
    }

    private String configuredMethod(UpstreamMetadata metadata) {
        boolean postOnly = !metadata.authMethods().contains(BASIC)
                && metadata.authMethods().contains(POST);
        return provider.clientSecret().isEmpty() ? NONE : postOnly ? POST : BASIC;
    }

    private UpstreamClient registered(UpstreamMetadata metadata, List<String> scopes) {
        try {
            return clientOf(registrations.registration(server(metadata), scopes));
        } catch (EnrolmentException e) {
            throw e.isUnreachable()
                    ? UpstreamException.unreachable(provider.name(), e.getMessage())
                    : UpstreamException.refused(provider.name(), e.getMessage());
        }
    }

    private RegistrationServer server(UpstreamMetadata metadata) {
        return new RegistrationServer(
                provider.issuer(),
                metadata.authorizationEndpoint(),
                metadata.tokenEndpoint(),
                metadata.registrationEndpoint(),
                metadata.authMethods(),
                metadata.challengeMethods());
    }

    private static UpstreamClient clientOf(UpstreamRegistration registration) {
        String method = registration.authMethod().orElse(registration.secret().isPresent() ? BASIC : NONE);
        return new UpstreamClient(registration.clientId(), registration.secret(), method);
    }
}
