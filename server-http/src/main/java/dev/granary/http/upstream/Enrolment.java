package dev.granary.http.upstream;

import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who we are at an upstream: as configured, or by registering there (RFC 7591), once for all nodes. */
final class Enrolment {

    private static final String BASIC = "client_secret_basic";
    private static final String POST = "client_secret_post";
    private static final String NONE = "none";

    private final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private final OpenIdProvider provider;
    private final Place place;
    private final UpstreamHttp http;
    private final DcrCredentials registrations;
    private final ReentrantLock registering = new ReentrantLock();

    /** Where we are: our issuer and our redirect URI at the upstream. */
    record Place(String issuer, String redirectUri) {}

    Enrolment(OpenIdProvider provider, Place place, UpstreamHttp http, DcrCredentials registrations) {
        this.provider = provider;
        this.place = place;
        this.http = http;
        this.registrations = registrations;
    }

    /** Who we are. @throws UpstreamException if we cannot register */
    UpstreamClient client(UpstreamMetadata metadata, List<String> scopes) {
        return provider.account()
                .map(account -> UpstreamClient.configured(account, metadata.authMethods()))
                .orElseGet(() -> registered(metadata, scopes));
    }

    private UpstreamClient registered(UpstreamMetadata metadata, List<String> scopes) {
        RegistrationKey key =
                new RegistrationKey(place.issuer(), provider.name(), place.redirectUri(), ScopesHash.of(scopes));
        Optional<UpstreamRegistration> current = registrations.current(key);
        if (current.isPresent()) {
            return clientOf(current.get());
        }
        registering.lock();
        try {
            return clientOf(registrations.current(key).orElseGet(() -> {
                UpstreamRegistration kept = registrations.keep(key, register(metadata, scopes));
                log.info("upstream {}: registered ourselves", provider.name().value());
                return kept;
            }));
        } finally {
            registering.unlock();
        }
    }

    private static UpstreamClient clientOf(UpstreamRegistration registration) {
        String method = registration.authMethod().orElse(registration.secret().isPresent() ? BASIC : NONE);
        return new UpstreamClient(registration.clientId(), registration.secret(), method);
    }

    private UpstreamRegistration register(UpstreamMetadata metadata, List<String> scopes) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("redirect_uris", List.of(place.redirectUri()));
        wanted.put("client_name", "Granary");
        wanted.put("grant_types", List.of("authorization_code", "refresh_token"));
        wanted.put("response_types", List.of("code"));
        wanted.put("token_endpoint_auth_method", wantedMethod(metadata));
        wanted.put("scope", String.join(" ", scopes));
        var endpoint = metadata.registrationEndpoint()
                .orElseThrow(() -> UpstreamException.refused(
                        provider.name(), "it offers no registration; configure a client id for it"));
        return read(http.postJson(provider.name(), endpoint, wanted), metadata);
    }

    private String wantedMethod(UpstreamMetadata metadata) {
        List<String> offered = metadata.authMethods().isEmpty() ? List.of(BASIC) : metadata.authMethods();
        boolean publicWillDo =
                offered.contains(NONE) && metadata.challengeMethods().contains("S256");
        return List.of(BASIC, POST).stream()
                .filter(offered::contains)
                .findFirst()
                .or(() -> Optional.of(NONE).filter(method -> publicWillDo))
                .orElseThrow(() -> UpstreamException.refused(
                        provider.name(), "it offers no way to authenticate that is known here"));
    }

    private UpstreamRegistration read(Map<String, Object> answer, UpstreamMetadata metadata) {
        String id = text(answer, "client_id")
                .orElseThrow(() -> UpstreamException.refused(provider.name(), "its registration gave no client id"));
        return new UpstreamRegistration(
                id,
                text(answer, "client_secret"),
                text(answer, "token_endpoint_auth_method"),
                text(answer, "registration_access_token"),
                text(answer, "registration_client_uri"),
                metadata.authorizationEndpoint().toString(),
                metadata.tokenEndpoint().toString(),
                time(answer, "client_id_issued_at"),
                time(answer, "client_secret_expires_at"));
    }

    private static Optional<String> text(Map<String, Object> answer, String member) {
        return answer.get(member) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** A time in seconds; 0 means that there is none (RFC 7591 section 3.2.1). */
    private static Optional<Instant> time(Map<String, Object> answer, String member) {
        return answer.get(member) instanceof Number seconds && seconds.longValue() > 0
                ? Optional.of(Instant.ofEpochSecond(Math.min(seconds.longValue(), 253_402_300_799L)))
                : Optional.empty();
    }
}
