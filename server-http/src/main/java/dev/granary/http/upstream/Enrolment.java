package dev.granary.http.upstream;

import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.dcr.EnrolmentException;
import dev.granary.http.dcr.RegistrationServer;
import dev.granary.http.dcr.UpstreamEnrolment;
import java.util.List;

/** Finds out who we are at an upstream: as configured, or by registering there (RFC 7591). */
final class Enrolment {

    private final OpenIdProvider provider;
    private final UpstreamEnrolment registrations;

    Enrolment(OpenIdProvider provider, UpstreamEnrolment registrations) {
        this.provider = provider;
        this.registrations = registrations;
    }

    /** Who we are. @throws UpstreamException if we cannot register */
    UpstreamClient client(UpstreamMetadata metadata, List<String> scopes) {
        return provider.account()
                .map(account -> UpstreamClient.configured(account, metadata.authMethods()))
                .orElseGet(() -> registered(metadata, scopes));
    }

    private UpstreamClient registered(UpstreamMetadata metadata, List<String> scopes) {
        try {
            UpstreamRegistration registration = registrations.registration(server(metadata), scopes);
            return UpstreamClient.registered(registration.clientId(), registration.secret(), registration.authMethod());
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
}
