package dev.granary.http.upstream;

import dev.granary.dcr.DcrCredentialKey;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.dcr.EnrolmentException;
import dev.granary.http.dcr.RegistrationServer;
import dev.granary.http.dcr.UpstreamEnrolment;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out who we are at an upstream, and who we were: as configured, or by registering there (RFC 7591). */
final class Enrolment {

    private final UpstreamProvider provider;
    private final UpstreamParts parts;
    private final UpstreamEnrolment registrations;

    Enrolment(UpstreamProvider provider, UpstreamParts parts) {
        this.provider = provider;
        this.parts = parts;
        this.registrations = new UpstreamEnrolment(
                new UpstreamEnrolment.Place(
                        parts.place().issuer().toString(), provider.name(), parts.redirectUri(provider.registration())),
                provider.registration(),
                parts.http().outbound(),
                parts.registrations(),
                parts.clock());
    }

    /** Who we are now. @throws UpstreamException if we cannot register */
    UpstreamClient current(RegistrationServer server, List<String> scopes) {
        return provider.account()
                .map(account -> UpstreamClient.configured(account, server.authMethods()))
                .orElseGet(() -> registered(server, scopes));
    }

    /** Who began a login. @throws UpstreamException if nobody here is that client any more */
    UpstreamClient ofLogin(BroughtCode brought, RegistrationServer server, List<String> scopes) {
        return brought.clientId()
                .map(id -> find(id, server.authMethods())
                        .orElseThrow(() -> UpstreamException.refused(
                                provider.name(), "the login was begun as a client that is not ours any more")))
                .orElseGet(() -> current(server, scopes));
    }

    /**
     * The client of this id: the configured one, or one that we registered, in use or not, whose secret has not expired.
     *
     * @param offered how clients may authenticate; empty means that the upstream does not say
     */
    Optional<UpstreamClient> find(String id, List<String> offered) {
        if (provider.account().isPresent()) {
            return provider.account()
                    .filter(account -> account.clientId().equals(id))
                    .map(account -> UpstreamClient.configured(account, offered));
        }
        return parts.registrations()
                .find(new DcrCredentialKey(provider.name(), id))
                .filter(registration -> registration
                        .secretExpiresAt()
                        .filter(end -> !parts.clock().instant().isBefore(end))
                        .isEmpty())
                .map(Enrolment::client);
    }

    /** Where we are registered, and for what. */
    record At(RegistrationServer server, List<String> scopes) {}

    /**
     * Renews our registration if that is due; whether it was renewed.
     *
     * @param place asks the upstream for what it says of itself, and is called only if it matters
     */
    boolean renew(Supplier<At> place) {
        if (provider.account().isPresent() || !registrations.isRenewalDue()) {
            return false;
        }
        At at = place.get();
        return registrations.renew(at.server(), at.scopes());
    }

    private UpstreamClient registered(RegistrationServer server, List<String> scopes) {
        try {
            return client(registrations.registration(server, scopes));
        } catch (EnrolmentException e) {
            throw e.isUnreachable()
                    ? UpstreamException.unreachable(provider.name(), e.getMessage())
                    : UpstreamException.refused(provider.name(), e.getMessage());
        }
    }

    private static UpstreamClient client(UpstreamRegistration registration) {
        return UpstreamClient.registered(registration.clientId(), registration.secret(), registration.authMethod());
    }
}
