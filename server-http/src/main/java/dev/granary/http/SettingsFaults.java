package dev.granary.http;

import dev.granary.domain.client.ConfiguredClient;
import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.http.exchange.CrossOrigin;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.upstream.IdentitySource;
import dev.granary.http.upstream.OAuth2Provider;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.UpstreamFilter;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.http.uri.SecureUris;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds everything that is wrong with the settings. */
final class SettingsFaults {

    private final AuthServerSettings settings;
    private final List<SettingsFault> faults = new ArrayList<>();

    SettingsFaults(AuthServerSettings settings) {
        this.settings = settings;
    }

    /** The faults, in a list that the caller may add to. */
    List<SettingsFault> list() {
        checkIssuer("issuer", settings.issuer());
        if (settings.issuer().toString().endsWith("/")) {
            add("issuer", "ends with a slash", "https://auth.example.com");
        }
        settings.front().address().ifPresent(this::checkFront);
        checkUpstreams();
        checkClients();
        settings.front().origins().forEach(this::checkOrigin);
        if (settings.scopes().values().isEmpty()) {
            add("scopes", "are empty", "openid offline_access");
        }
        faults.addAll(new DelegationFaults(settings).list());
        checkRegistration(settings.limits().registrations());
        return faults;
    }

    private void checkFront(URI address) {
        checkIssuer("authorization-base-url", address);
        if (address.toString().endsWith("/")) {
            add("authorization-base-url", "ends with a slash", "https://login.example.com");
        }
    }

    private void checkRegistration(RegistrationPolicy policy) {
        if (!settings.scopes().contains(policy.baselineScopes())
                || !settings.scopes().contains(policy.defaultScopes().orElse(Scopes.NONE))) {
            add("registration scopes", "are not all among the scopes", "openid offline_access");
        }
        boolean secure = policy.confidentialRedirectUris().stream()
                .map(SecureUris::parse)
                .allMatch(uri -> uri.filter(SecureUris::isSecure)
                        .filter(parsed -> !SecureUris.isLoopback(parsed))
                        .isPresent());
        if (!secure) {
            add(
                    "registration confidential-redirect-uris",
                    "expected https URLs that are not on loopback",
                    "https://app.example.com/callback");
        }
        if (!policy.confidentialRedirectUris().isEmpty() && !policy.confidentialClients()) {
            add("registration confidential-redirect-uris", "are set without confidential-clients", "true");
        } else if (!policy.confidentialRedirectUris().isEmpty() && !policy.admitsConfidential(settings.issuer())) {
            add(
                    "registration confidential-redirect-uris",
                    "their clients' secrets would go in the clear, for the issuer is http",
                    "confidential-on-loopback: true");
        }
    }

    private void checkUpstreams() {
        if (settings.upstreams().isEmpty()) {
            add("upstream", "there is none, so nobody could log in", "name=corp,issuer=https://id.example.com");
        }
        Set<String> names = new HashSet<>();
        for (UpstreamProvider upstream : settings.upstreams()) {
            String key = "upstream " + upstream.name().value();
            if (!names.add(upstream.name().value())) {
                add(key, "there are two of this name", "name=corp-2");
            }
            checkEndpoints(key, upstream);
        }
        if (!settings.upstreams().isEmpty() && settings.upstreams().get(0).optional()) {
            add(
                    "upstream " + settings.upstreams().get(0).name().value(),
                    "is the first and optional",
                    "optional=false");
        }
        if (!settings.filter().equals(UpstreamFilter.NONE)
                && settings.upstreams().size() < 2) {
            add("upstream filter", "is set, and there is no later upstream to leave out", "a second upstream");
        }
    }

    private void checkEndpoints(String key, UpstreamProvider upstream) {
        RegistrationTerms terms = upstream.registration();
        checkSecure(key + " discovery-url", terms.discoveryUrl());
        checkSecure(key + " registration-endpoint", terms.endpoint());
        checkSecure(key + " redirect-uri", terms.redirectUri());
        if (upstream instanceof OpenIdProvider openId) {
            checkIssuer(key + " issuer", openId.issuer());
            openId.userInfo().ifPresent(place -> checkEndpoint(key + " userinfo", place.endpoint()));
        }
        if (upstream instanceof OAuth2Provider oauth2) {
            checkEndpoint(key + " authorization-endpoint", oauth2.endpoints().authorization());
            checkEndpoint(key + " token-endpoint", oauth2.endpoints().token());
            boolean onePlace =
                    terms.discoveryUrl().isPresent() != terms.endpoint().isPresent();
            if (oauth2.account().isEmpty() && !onePlace) {
                add(
                        key,
                        "expected an account, or one place to register at: an endpoint or a discovery URL",
                        "https://login.example.com/register");
            }
            if (oauth2.identity() instanceof IdentitySource.AtUserInfo at) {
                checkEndpoint(key + " userinfo", at.userInfo().endpoint());
            }
        }
    }

    private void checkSecure(String key, Optional<URI> uri) {
        if (uri.filter(wanted -> !SecureUris.isSecure(wanted)).isPresent()) {
            add(key, "expected an https URL, or http on loopback", "https://login.example.com/register");
        }
    }

    private void checkEndpoint(String key, URI endpoint) {
        if (!SecureUris.isSecure(endpoint)) {
            add(key, "expected an https URL, or http on loopback, without fragment", "https://id.example.com/oauth");
        }
    }

    private void checkIssuer(String key, URI issuer) {
        if (!SecureUris.isSecure(issuer) || issuer.getRawQuery() != null) {
            add(
                    key,
                    "expected an https URL, or http on loopback, without query and fragment",
                    "https://auth.example.com");
        }
    }

    /** An origin as browsers spell it, for it is compared letter by letter. */
    private void checkOrigin(String origin) {
        boolean fits = origin.equals(CrossOrigin.ANY)
                || SecureUris.parse(origin)
                        .filter(SecureUris::isSecure)
                        .filter(uri -> origin.equals(uri.getScheme() + "://" + uri.getRawAuthority()))
                        .filter(uri -> origin.equals(origin.toLowerCase(Locale.ROOT)))
                        .isPresent();
        if (!fits) {
            add("cross-origin " + origin, "expected * or an origin without a path", "https://app.example.com");
        }
    }

    private void checkClients() {
        Set<String> ids = new HashSet<>();
        for (ConfiguredClient client : settings.clients()) {
            if (!ids.add(client.id().value())) {
                add("client " + client.id().value(), "there are two of this id", "client-2");
            }
            if (client.metadata().grantTypes().stream().anyMatch(DelegationFaults.NOT_OF_CLIENTS::contains)) {
                add("client " + client.id().value() + " grant-types", "has one for delegates", "authorization_code");
            }
            client.metadata().redirectUris().forEach(uri -> checkRedirectUri(client, uri));
            client.metadata().postLogoutRedirectUris().forEach(uri -> checkRedirectUri(client, uri));
        }
    }

    /** A host may know better than a stranger, but nobody may have codes sent in the clear. */
    private void checkRedirectUri(ConfiguredClient client, String text) {
        boolean fits = SecureUris.parse(text)
                .filter(uri -> uri.getRawFragment() == null)
                .filter(uri -> !"http".equalsIgnoreCase(uri.getScheme()) || SecureUris.isLoopbackHttp(uri))
                .isPresent();
        if (!fits) {
            add(
                    "client " + client.id().value() + " redirect-uri",
                    "expected an absolute URI without fragment, plain http on loopback only",
                    "https://app.example.com/callback");
        }
    }

    private void add(String key, String problem, String example) {
        faults.add(new SettingsFault(key, problem, example));
    }
}
