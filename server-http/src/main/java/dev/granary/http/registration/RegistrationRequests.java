package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.client.RegistrationError;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.Registration;
import dev.granary.http.exchange.Request;
import dev.granary.http.json.JsonObjects;
import dev.granary.http.outcome.RefusedException;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads registration requests (RFC 7591 section 2). What is not known here is ignored, as the RFC wants it. */
public final class RegistrationRequests {

    private static final int LONGEST_NAME = 256;
    private static final Set<String> GRANT_TYPES = Set.of("authorization_code", "refresh_token");
    private static final Scopes STANDARD = Scopes.of("openid", "profile", "email", "offline_access");

    private final Scopes supported;
    private final RegistrationPolicy policy;
    private final boolean confidential;

    /** Reads what is asked for within these scopes and this policy, at this issuer. */
    public RegistrationRequests(Scopes supported, RegistrationPolicy policy, URI issuer) {
        this.confidential = policy.admitsConfidential(issuer);
        this.supported = supported;
        this.policy = policy;
    }

    /** Whether who asks for this gets no secret. */
    static boolean isPublic(Registration wanted) {
        return wanted.authMethod() == TokenEndpointAuthMethod.NONE;
    }

    static void requireJson(Request request) {
        if (!request.isOfType("application/json")) {
            throw refused("expected Content-Type application/json");
        }
    }

    /** The document in a body. @throws RefusedException if there is none */
    Map<String, Object> document(String body) {
        return JsonObjects.parse(body).orElseThrow(() -> refused("the body is no JSON object"));
    }

    /** Reads one. @throws RefusedException if it asks for what is not to be had */
    public Registration read(Map<String, Object> document) {
        List<String> redirectUris = texts(document, "redirect_uris")
                .orElseThrow(
                        () -> RefusedException.of(RegistrationError.INVALID_REDIRECT_URI, "redirect_uris is missing"));
        TokenEndpointAuthMethod method = method(document, redirectUris);
        ClientMetadata metadata = new ClientMetadata(
                named(document, "client_name"),
                new WantedRedirectUris(method).require(redirectUris),
                grantTypes(document),
                responseTypes(document),
                scopes(document),
                Collections.emptySortedSet(),
                software(document, "software_id"),
                software(document, "software_version"),
                postLogoutRedirectUris(document, method));
        return new Registration(metadata, method);
    }

    private static List<String> postLogoutRedirectUris(Map<String, Object> document, TokenEndpointAuthMethod method) {
        return texts(document, "post_logout_redirect_uris")
                .filter(wanted -> !wanted.isEmpty())
                .map(new WantedRedirectUris(method)::require)
                .orElse(List.of());
    }

    private TokenEndpointAuthMethod method(Map<String, Object> document, List<String> redirectUris) {
        TokenEndpointAuthMethod wanted = method(document);
        if (redirectUris.stream().anyMatch(policy.confidentialRedirectUris()::contains)) {
            return TokenEndpointAuthMethod.CLIENT_SECRET_POST;
        }
        if (wanted != TokenEndpointAuthMethod.NONE && !confidential) {
            throw refused("expected token_endpoint_auth_method none"
                    + (policy.confidentialClients()
                            ? ": secrets would go in the clear here, for the issuer is http"
                            : ""));
        }
        return wanted;
    }

    private static TokenEndpointAuthMethod method(Map<String, Object> document) {
        String wanted = text(document, "token_endpoint_auth_method").orElse("none");
        return switch (wanted) {
            case "none", "client_secret_basic", "client_secret_post" ->
                TokenEndpointAuthMethod.valueOf(wanted.toUpperCase(Locale.ROOT));
            default ->
                throw refused("expected token_endpoint_auth_method none, client_secret_basic or client_secret_post");
        };
    }

    private static List<String> grantTypes(Map<String, Object> document) {
        List<String> wanted = texts(document, "grant_types").orElse(List.of("authorization_code", "refresh_token"));
        if (!wanted.contains("authorization_code") || !GRANT_TYPES.containsAll(wanted)) {
            throw refused("expected grant_types authorization_code and, if wanted, refresh_token");
        }
        return wanted.stream().distinct().toList();
    }

    private static List<String> responseTypes(Map<String, Object> document) {
        List<String> wanted = texts(document, "response_types").orElse(List.of("code"));
        if (!wanted.equals(List.of("code"))) {
            throw refused("expected response_types code");
        }
        return wanted;
    }

    private Scopes scopes(Map<String, Object> document) {
        try {
            Scopes wanted = document.get("scope") instanceof List<?>
                    ? Scopes.of(texts(document, "scope").orElse(List.of()))
                    : text(document, "scope").map(Scopes::parse).orElse(Scopes.NONE);
            if (!supported.contains(wanted)) {
                throw refused("a scope is not supported");
            }
            return union(wanted.values().isEmpty() ? defaults() : wanted, policy.baselineScopes());
        } catch (IllegalArgumentException e) {
            throw refused("the scope is malformed");
        }
    }

    private Scopes defaults() {
        return policy.defaultScopes()
                .orElseGet(() -> Scopes.of(
                        STANDARD.values().stream().filter(supported::contains).toList()));
    }

    private static Scopes union(Scopes one, Scopes other) {
        return Scopes.of(
                Stream.concat(one.values().stream(), other.values().stream()).toList());
    }

    private static Optional<String> named(Map<String, Object> document, String member) {
        Optional<String> name = text(document, member).filter(value -> !value.isEmpty());
        boolean tooLong = name.map(value -> value.getBytes(StandardCharsets.UTF_8).length)
                .filter(length -> length > LONGEST_NAME)
                .isPresent();
        if (tooLong
                || name.filter(value -> value.chars().anyMatch(Character::isISOControl))
                        .isPresent()) {
            throw refused(member + ": expected at most " + LONGEST_NAME + " bytes without control characters");
        }
        return name;
    }

    private static Optional<String> software(Map<String, Object> document, String member) {
        Optional<String> value = named(document, member);
        if (value.filter(text -> text.chars().anyMatch(c -> c < 0x20 || c > 0x7e))
                .isPresent()) {
            throw refused(member + ": expected printable ASCII");
        }
        return value;
    }

    private static Optional<String> text(Map<String, Object> document, String member) {
        Object value = document.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw refused(member + ": expected a text");
    }

    private static Optional<List<String>> texts(Map<String, Object> document, String member) {
        Object value = document.get(member);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return Optional.of(list.stream().map(String.class::cast).toList());
        }
        throw refused(member + ": expected an array of texts");
    }

    private static RefusedException refused(String why) {
        return RefusedException.of(RegistrationError.INVALID_CLIENT_METADATA, why);
    }
}
