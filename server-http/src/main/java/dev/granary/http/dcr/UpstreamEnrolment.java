package dev.granary.http.dcr;

import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundLimits;
import dev.granary.http.outbound.OutboundRequest;
import dev.granary.http.outbound.SharedCalls;
import dev.granary.http.uri.SecureUris;
import dev.granary.record.StorageException;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who we are at an upstream that knows us by registration: once for all nodes, anew when a secret has expired,
 * and in time before, by whoever notices first. Safe for threads.
 */
public final class UpstreamEnrolment {

    private static final Duration LONGEST_MARGIN = Duration.ofDays(7);
    private static final Duration SHORTEST_MARGIN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MARGIN_OF_LIFE = 10;

    private final Logger log = LoggerFactory.getLogger(UpstreamEnrolment.class);
    private final Place place;
    private final RegistrationTerms terms;
    private final DcrCredentials registrations;
    private final InstantSource clock;
    private final RegistrationClient own;
    private final RegistrationClient foreign =
            new RegistrationClient(new Outbound(AddressPolicy.INTERNET, OutboundLimits.DEFAULT));
    private final SharedCalls<RegistrationKey, UpstreamRegistration> underway = new SharedCalls<>();
    private volatile Instant nextRenewal = Instant.MIN;

    /**
     * Which registration it is about.
     *
     * @param issuer our own issuer
     * @param upstream the upstream's name here
     * @param redirectUri where browsers come back to
     */
    public record Place(String issuer, ProviderName upstream, URI redirectUri) {}

    /**
     * Registers here.
     *
     * @param outbound the way to the upstream's own host; a registration endpoint elsewhere is guarded strictly
     */
    public UpstreamEnrolment(
            Place place,
            RegistrationTerms terms,
            Outbound outbound,
            DcrCredentials registrations,
            InstantSource clock) {
        this.place = place;
        this.terms = terms;
        this.registrations = registrations;
        this.clock = clock;
        this.own = new RegistrationClient(outbound);
    }

    /**
     * Who we are.
     *
     * @param scopes what is asked for there; none means that the upstream chooses
     * @throws EnrolmentException if we cannot register
     */
    public UpstreamRegistration registration(RegistrationServer server, List<String> scopes) {
        RegistrationKey key = key(scopes);
        Optional<UpstreamRegistration> current = told(EnrolmentStep.CACHE_READ, () -> registrations.current(key));
        if (current.isPresent()) {
            return isDue(current.get()) ? renewed(new Asked(key, server, scopes), current.get()) : current.get();
        }
        return underway.call(
                key,
                () -> told(
                        EnrolmentStep.CACHE_WRITE,
                        () -> registrations.enrol(key, () -> register(new Asked(key, server, scopes)))));
    }

    /** Whether a registration in use here is about to expire, whatever it is for. */
    public boolean isRenewalDue() {
        return registrations.inUse(place.issuer(), place.upstream()).stream().anyMatch(this::isDue);
    }

    /**
     * Renews the registration in use if it is about to expire. A failure is logged, and until its expiry the old one will
     * do.
     *
     * @param scopes what it is for
     * @return whether another is in use now
     */
    public boolean renew(RegistrationServer server, List<String> scopes) {
        RegistrationKey key = key(scopes);
        return told(EnrolmentStep.CACHE_READ, () -> registrations.current(key))
                .filter(this::isDue)
                .filter(old -> !renewed(new Asked(key, server, scopes), old).equals(old))
                .isPresent();
    }

    /** What is to be registered where. */
    private record Asked(RegistrationKey key, RegistrationServer server, List<String> scopes) {}

    private RegistrationKey key(List<String> scopes) {
        String redirectUri = terms.redirectUri().orElse(place.redirectUri()).toString();
        if (SecureUris.parse(redirectUri).filter(SecureUris::isSecure).isEmpty()) {
            throw EnrolmentException.refused(
                    EnrolmentStep.REDIRECT_URI, "our redirect URI is neither https nor http on loopback");
        }
        return new RegistrationKey(place.issuer(), place.upstream(), redirectUri, ScopesHash.of(scopes));
    }

    private UpstreamRegistration register(Asked asked) {
        if (asked.scopes().isEmpty()) {
            log.warn("upstream {}: registering without scopes", name());
        }
        OutboundRequest request = OutboundRequest.json("POST", endpoint(asked.server()), wanted(asked));
        Map<String, Object> answer = client(asked.server())
                .ask(terms.initialAccessToken()
                        .map(token -> request.with("Authorization", "Bearer " + token))
                        .orElse(request));
        UpstreamRegistration fresh = new RegistrationDocument(answer).read(asked.server(), Optional.empty());
        log.info("upstream {}: registered ourselves", name());
        return fresh;
    }

    private Map<String, Object> wanted(Asked asked) {
        return document(asked)
                .with("software_statement", terms.softwareStatement())
                .members();
    }

    private RegistrationDocument document(Asked asked) {
        return RegistrationDocument.wanted(
                        asked.key().redirectUri(), asked.server().authMethod(), asked.scopes())
                .with("software_id", terms.softwareId());
    }

    /** A renewal that fails is tried again in a minute; until its expiry the old registration will do. */
    private UpstreamRegistration renewed(Asked asked, UpstreamRegistration old) {
        try {
            return underway.call(asked.key(), () -> registrations.renew(asked.key(), old, () -> renew(asked, old)));
        } catch (EnrolmentException e) {
            nextRenewal = clock.instant().plus(PAUSE);
            log.warn("upstream {}: not renewed; {}", name(), e.getMessage());
            return old;
        }
    }

    /** As the upstream wants it (RFC 7592 section 2.2); one that does not manage registrations gives another. */
    private UpstreamRegistration renew(Asked asked, UpstreamRegistration old) {
        Optional<URI> managed =
                old.registrationClientUri().flatMap(SecureUris::parse).filter(SecureUris::isSecure);
        if (managed.isEmpty() || old.registrationAccessToken().isEmpty()) {
            return register(asked);
        }
        try {
            return update(asked, old, managed.get());
        } catch (EnrolmentException e) {
            if (e.isUnreachable()) {
                throw e;
            }
            log.info("upstream {}: no update, so we register anew; {}", name(), e.getMessage());
            return register(asked);
        }
    }

    private UpstreamRegistration update(Asked asked, UpstreamRegistration old, URI managed) {
        Map<String, Object> wanted = document(asked)
                .with("client_id", Optional.of(old.clientId()))
                .with("client_secret", old.secret())
                .members();
        OutboundRequest request = OutboundRequest.json("PUT", managed, wanted)
                .with("Authorization", "Bearer " + old.registrationAccessToken().orElseThrow());
        UpstreamRegistration fresh = new RegistrationDocument(
                        client(asked.server(), managed).ask(request))
                .read(asked.server(), Optional.of(old));
        if (isDue(fresh) && fresh.secretExpiresAt().equals(old.secretExpiresAt())) {
            throw EnrolmentException.refused(EnrolmentStep.REGISTER, "its update did not move the expiry");
        }
        log.info("upstream {}: renewed our registration", name());
        return fresh;
    }

    private URI endpoint(RegistrationServer server) {
        return terms.endpoint().orElseGet(server::endpoint);
    }

    private RegistrationClient client(RegistrationServer server) {
        return terms.endpoint().isPresent() ? own : client(server, server.endpoint());
    }

    /** An upstream that we may reach in a private network may not point us at others there, with our token in hand. */
    private RegistrationClient client(RegistrationServer server, URI uri) {
        boolean same = String.valueOf(server.issuer().getHost()).equalsIgnoreCase(String.valueOf(uri.getHost()));
        return same ? own : foreign;
    }

    /** In the last tenth of the secret's life, or in its last ten minutes if that is not known. */
    private boolean isDue(UpstreamRegistration registration) {
        Instant now = clock.instant();
        return registration
                .secretExpiresAt()
                .filter(end -> !now.isBefore(end.minus(margin(registration.issuedAt(), end))))
                .filter(end -> !now.isBefore(nextRenewal))
                .isPresent();
    }

    private static Duration margin(Optional<Instant> begin, Instant end) {
        return begin.map(from -> Duration.between(from, end).dividedBy(MARGIN_OF_LIFE))
                .filter(tenth -> !tenth.isNegative())
                .map(tenth -> tenth.compareTo(LONGEST_MARGIN) > 0 ? LONGEST_MARGIN : tenth)
                .orElse(SHORTEST_MARGIN);
    }

    private <T> T told(EnrolmentStep step, Supplier<T> work) {
        try {
            return work.get();
        } catch (StorageException e) {
            log.warn("upstream {}: registration, step {}: the storage failed", name(), step.tag());
            throw e;
        }
    }

    private String name() {
        return place.upstream().value();
    }
}
