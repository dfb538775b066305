package dev.granary.http.dcr;

import dev.granary.domain.dcr.UpstreamRegistration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What we ask for and what we get (RFC 7591 sections 2 and 3.2.1). Never prints itself. */
record RegistrationDocument(Map<String, Object> members) {

    private static final long LATEST = 253_402_300_799L;

    /** What we want to be registered as. Without scopes the upstream chooses them. */
    static RegistrationDocument wanted(String redirectUri, String authMethod, List<String> scopes) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("redirect_uris", List.of(redirectUri));
        wanted.put("client_name", "Granary");
        wanted.put("grant_types", List.of("authorization_code", "refresh_token"));
        wanted.put("response_types", List.of("code"));
        wanted.put("token_endpoint_auth_method", authMethod);
        if (!scopes.isEmpty()) {
            wanted.put("scope", String.join(" ", scopes));
        }
        return new RegistrationDocument(wanted);
    }

    /** The same with a member more, if there is one. */
    RegistrationDocument with(String member, Optional<String> value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        value.ifPresent(text -> more.put(member, text));
        return new RegistrationDocument(more);
    }

    /** Reads an answer. What an update does not repeat stays as it was. */
    UpstreamRegistration read(RegistrationServer server, Optional<UpstreamRegistration> before) {
        String id = text("client_id")
                .orElseThrow(() -> EnrolmentException.refused(EnrolmentStep.REGISTER, "it gave no client id"));
        return new UpstreamRegistration(
                id,
                text("client_secret").or(() -> before.flatMap(UpstreamRegistration::secret)),
                text("token_endpoint_auth_method").or(() -> before.flatMap(UpstreamRegistration::authMethod)),
                text("registration_access_token")
                        .or(() -> before.flatMap(UpstreamRegistration::registrationAccessToken)),
                text("registration_client_uri").or(() -> before.flatMap(UpstreamRegistration::registrationClientUri)),
                server.authorizationEndpoint().toString(),
                server.tokenEndpoint().toString(),
                time("client_id_issued_at").or(() -> before.flatMap(UpstreamRegistration::issuedAt)),
                time("client_secret_expires_at"));
    }

    private Optional<String> text(String member) {
        return members.get(member) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** A time in seconds; 0 means that there is none (RFC 7591 section 3.2.1). */
    private Optional<Instant> time(String member) {
        return members.get(member) instanceof Number seconds && seconds.longValue() > 0
                ? Optional.of(Instant.ofEpochSecond(Math.min(seconds.longValue(), LATEST)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "RegistrationDocument[…]";
    }
}
