package dev.granary.http.dcr;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What matters of an upstream's metadata to who registers there (RFC 8414 section 2).
 *
 * @param issuer the upstream's issuer
 * @param authorizationEndpoint its authorization endpoint
 * @param tokenEndpoint its token endpoint
 * @param registrationEndpoint its registration endpoint, if it says that it has one
 * @param authMethods how clients may authenticate; empty means that it does not say
 * @param challengeMethods which PKCE methods it knows
 */
public record RegistrationServer(
        URI issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        Optional<URI> registrationEndpoint,
        List<String> authMethods,
        List<String> challengeMethods) {

    private static final String BASIC = "client_secret_basic";
    private static final String POST = "client_secret_post";
    private static final String NONE = "none";

    /** Copies the lists. */
    public RegistrationServer {
        authMethods = List.copyOf(authMethods);
        challengeMethods = List.copyOf(challengeMethods);
    }

    /** Where to register; an upstream that does not say is asked below its issuer. */
    URI endpoint() {
        String base = issuer.toString();
        return registrationEndpoint.orElseGet(() -> URI.create((base.endsWith("/") ? base : base + "/") + "register"));
    }

    /** The best way to authenticate that both sides know: a secret before none, and none only with PKCE. */
    String authMethod() {
        List<String> offered = authMethods.isEmpty() ? List.of(BASIC) : authMethods;
        boolean publicWillDo = offered.contains(NONE) && challengeMethods.contains("S256");
        return List.of(BASIC, POST).stream()
                .filter(offered::contains)
                .findFirst()
                .or(() -> Optional.of(NONE).filter(method -> publicWillDo))
                .orElseThrow(() -> EnrolmentException.refused(
                        EnrolmentStep.AUTH_METHOD, "it offers no way to authenticate that is known here"));
    }
}
