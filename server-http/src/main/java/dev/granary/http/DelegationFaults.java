package dev.granary.http;

import dev.granary.client.ClientMetadata;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.http.uri.SecureUris;
import dev.granary.scope.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is wrong with who may get tokens for tokens. */
final class DelegationFaults {

    /** Grant types that no client but a delegate can have. */
    static final Set<String> NOT_OF_CLIENTS =
            Set.of(Delegate.GRANT_TYPE, "urn:ietf:params:oauth:grant-type:jwt-bearer");

    private static final Set<String> REGISTERED = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final AuthServerSettings settings;
    private final Set<String> audiences;
    private final List<SettingsFault> faults = new ArrayList<>();

    DelegationFaults(AuthServerSettings settings) {
        this.settings = settings;
        this.audiences = settings.audiences().stream().map(Resource::uri).collect(Collectors.toSet());
    }

    List<SettingsFault> list() {
        AuthServerSettings.Delegation delegation = settings.delegation();
        Duration lifetime = delegation.lifetime();
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(Duration.ofHours(24)) > 0) {
            add("delegation lifetime", "expected 1 min to 24 h", "15 min");
        }
        if (!delegation.delegates().isEmpty()
                && !delegation.onLoopback()
                && SecureUris.isLoopbackHttp(settings.issuer())) {
            add("delegate", "its secret would go in the clear, for the issuer is http", "delegatesOnLoopback()");
        }
        Set<String> ids = settings.clients().stream()
                .map(client -> client.id().value())
                .collect(Collectors.toCollection(HashSet::new));
        delegation.delegates().forEach(delegate -> check(delegate, ids));
        Set<String> issuers = new HashSet<>(Set.of(settings.issuer().toString()));
        delegation.issuers().forEach(issuer -> check(issuer, issuers));
        return faults;
    }

    private void check(Delegate delegate, Set<String> taken) {
        String key = "delegate " + delegate.client().id().value();
        ClientMetadata metadata = delegate.client().metadata();
        if (!taken.add(delegate.client().id().value())) {
            add(key, "there is another client of this id", "delegate-2");
        }
        if (!settings.scopes().contains(metadata.scopes())) {
            add(
                    key + " scopes",
                    "has some that the server does not offer",
                    settings.scopes().toString());
        }
        if (!settings.audiences().containsAll(metadata.resources())) {
            add(key + " resources", "has some that the server does not offer", "https://api.example.com/");
        }
    }

    private void check(TrustedIssuer issuer, Set<String> taken) {
        String key = "trusted issuer " + issuer.issuer();
        if (!taken.add(issuer.issuer().toString())) {
            add(key, "is named twice, or is this server itself", "https://other.example.com");
        }
        boolean secure = Stream.concat(Stream.of(issuer.issuer()), issuer.jwksUri().stream())
                .allMatch(SecureUris::isSecure);
        if (!secure) {
            add(key, "expected https URLs, or http on loopback", "https://id.example.com");
        }
        if (issuer.privateNetworks() && issuer.jwksUri().isEmpty()) {
            add(key, "private networks are for keys at a URL that is set", "withKeysAt(https://10.0.0.1/jwks)");
        }
        if (issuer.subjects().isEmpty() && issuer.assertions().isEmpty() && !issuer.statements()) {
            add(key, "is trusted for nothing", "forSubjects(…)");
        }
        issuer.subjects().ifPresent(policy -> check(key, policy));
        issuer.assertions().ifPresent(policy -> check(key, policy));
    }

    private void check(String key, SubjectPolicy policy) {
        if (REGISTERED.contains(policy.actors().claim())) {
            add(key + " actors", "expected a claim that names a client", "azp");
        }
        if (policy.mayAct() && policy.delegates().isAny()) {
            add(key + " delegates", "any, while its may_act is heeded", "my-delegate");
        }
        Set<String> known = settings.delegation().delegates().stream()
                .map(delegate -> delegate.client().id().value())
                .collect(Collectors.toSet());
        if (!policy.delegates().isAny() && !known.containsAll(policy.delegates().names())) {
            add(key + " delegates", "names one that is no delegate", "my-delegate");
        }
    }

    /** Whoever is sent a token for an audience could use it as an assertion, if that audience were accepted. */
    private void check(String key, BearerPolicy policy) {
        if (policy.audiences().stream().anyMatch(audiences::contains)) {
            add(key + " assertions", "accepts an audience that tokens may be for", settings.issuer() + "/oauth/token");
        }
        boolean offered = policy.subjects().values().stream()
                .allMatch(resources -> settings.audiences().containsAll(resources));
        if (!offered) {
            add(key + " assertions", "is for a resource that the server does not offer", "https://api.example.com/");
        }
    }

    private void add(String key, String problem, String example) {
        faults.add(new SettingsFault(key, problem, example));
    }
}
