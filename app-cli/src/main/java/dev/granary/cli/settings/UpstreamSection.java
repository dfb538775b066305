package dev.granary.cli.settings;

import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.http.upstream.IdentitySource;
import dev.granary.http.upstream.OAuth2Provider;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.TokenMapping;
import dev.granary.http.upstream.UpstreamAccount;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.http.upstream.UpstreamRequest;
import dev.granary.http.upstream.UserInfo;
import dev.granary.scope.Scopes;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads upstreams. */
final class UpstreamSection {

    private static final String UPSTREAMS = "upstreams";
    private static final ProviderName DEFAULT = new ProviderName("default");
    private static final Setting<Integer> COUNT = new Setting<>(UPSTREAMS, UpstreamSection::count, "");
    private static final Setting<ProviderName> NAME =
            new Setting<>("name", value -> new ProviderName(Values.text(value)), "corp");
    private static final Setting<UpstreamType> TYPE = new Setting<>("type", UpstreamType::of, "oidc");
    private static final Setting<URI> ISSUER =
            new Setting<>("issuer", Addresses::foreignIssuer, "https://login.example.com");
    private static final Setting<URI> AUTHORIZATION =
            new Setting<>("authorization-endpoint", Addresses::endpoint, "https://login.example.com/oauth/authorize");
    private static final Setting<URI> TOKEN =
            new Setting<>("token-endpoint", Addresses::endpoint, "https://login.example.com/oauth/token");
    private static final Setting<String> CLIENT_ID = new Setting<>("client-id", Values::text, "granary");
    private static final Setting<TokenEndpointAuthMethod> METHOD =
            new Setting<>("auth-method", ClientSection::method, "client_secret_post");
    private static final Setting<Scopes> SCOPES = new Setting<>("scopes", OfferSection::scopes, "openid email");
    private static final Setting<SortedMap<String, String>> PARAMETERS =
            new Setting<>("parameters", UpstreamSection::parameters, "audience: https://api.example.com");
    private static final Setting<Boolean> PROMPT_CONSENT = new Setting<>("prompt-consent", Values::flag, "true");
    private static final Setting<Boolean> OPTIONAL = new Setting<>("optional", Values::flag, "true");
    private static final Setting<String> SUBJECT_CLAIM = new Setting<>("subject-claim", UpstreamSection::claim, "sub");

    private static final Setting<URI> DISCOVERY = new Setting<>(
            "discovery-url", Addresses::secure, "https://login.example.com/.well-known/oauth-authorization-server");
    private static final Setting<URI> ENDPOINT =
            new Setting<>("registration-endpoint", Addresses::secure, "https://login.example.com/register");
    private static final Setting<URI> REDIRECT_URI =
            new Setting<>("redirect-uri", Addresses::secure, "https://auth.example.com/oauth/callback");
    private static final Setting<String> SOFTWARE_ID = new Setting<>("software-id", Values::text, "granary");
    private static final Setting<Boolean> PRIVATE = new Setting<>("allow-private-addresses", Values::flag, "true");

    private final Section root;
    private final SecretSources secrets;

    UpstreamSection(Section root, SecretSources secrets) {
        this.root = root;
        this.secrets = secrets;
    }

    List<UpstreamProvider> read() {
        boolean one = root.find(COUNT).orElse(0) == 1;
        List<UpstreamProvider> upstreams = root.sections(UPSTREAMS, section -> upstream(section, one));
        long names = upstreams.stream().map(UpstreamProvider::name).distinct().count();
        if (names < upstreams.size()) {
            root.fault(UPSTREAMS, "has one name twice", "give each upstream a name of its own");
        }
        if (!upstreams.isEmpty() && upstreams.get(0).optional()) {
            root.fault(UPSTREAMS, "has an optional one at first", "let one lead that is needed");
        }
        return upstreams;
    }

    private Optional<UpstreamProvider> upstream(Section section, boolean one) {
        Optional<ProviderName> name = name(section, one);
        UpstreamType type = section.find(TYPE).orElse(UpstreamType.OIDC);
        Optional<UpstreamAccount> account = account(section);
        boolean optional = section.find(OPTIONAL).orElse(false);
        boolean inPrivate = section.find(PRIVATE).orElse(false);
        Optional<UpstreamProvider> upstream = type == UpstreamType.OIDC
                ? openId(section, name.orElse(DEFAULT), account, optional)
                        .map(provider -> inPrivate ? provider.inPrivateNetwork() : provider)
                : oauth2(section, name.orElse(DEFAULT), account, optional)
                        .map(provider -> inPrivate ? provider.inPrivateNetwork() : provider);
        section.close();
        return name.flatMap(known -> upstream);
    }

    /** One among several needs a name that says which. */
    private static Optional<ProviderName> name(Section section, boolean one) {
        if (one && !section.has(NAME.name())) {
            return Optional.of(DEFAULT);
        }
        Optional<ProviderName> name = section.require(NAME);
        if (!one && name.filter(DEFAULT::equals).isPresent()) {
            section.fault(NAME.name(), "is default, and there are several", NAME.remedy());
        }
        return name;
    }

    private Optional<UpstreamAccount> account(Section section) {
        Optional<String> id = section.find(CLIENT_ID);
        Optional<String> secret = secrets.find(section, "client-secret");
        Optional<TokenEndpointAuthMethod> method = section.find(METHOD);
        if (secret.isPresent() && !section.has(CLIENT_ID.name())) {
            section.fault(CLIENT_ID.name(), "is missing beside a secret", CLIENT_ID.remedy());
        }
        try {
            return id.map(known -> new UpstreamAccount(known, secret, method));
        } catch (IllegalArgumentException e) {
            section.fault(METHOD.name(), Values.wrong(e), "leave it out, and the upstream decides");
            return Optional.empty();
        }
    }

    private Optional<OpenIdProvider> openId(
            Section section, ProviderName name, Optional<UpstreamAccount> account, boolean optional) {
        Optional<URI> issuer = section.require(ISSUER);
        UpstreamRequest request = request(section, OpenIdProvider.DEFAULT_SCOPES);
        RegistrationTerms terms = terms(section);
        String claim = section.find(SUBJECT_CLAIM).orElse("sub");
        Optional<UserInfo> userInfo = new UserInfoSection(section).userInfo();
        return issuer.map(
                found -> new OpenIdProvider(name, found, account, terms, request, claim, userInfo, optional, false));
    }

    private Optional<OAuth2Provider> oauth2(
            Section section, ProviderName name, Optional<UpstreamAccount> account, boolean optional) {
        Optional<URI> authorization = section.require(AUTHORIZATION);
        Optional<URI> token = section.require(TOKEN);
        RegistrationTerms terms = terms(section);
        if (!section.has(CLIENT_ID.name())
                && terms.endpoint().isPresent() == terms.discoveryUrl().isPresent()) {
            section.fault(
                    CLIENT_ID.name(),
                    "is missing, and so is one place to register at instead",
                    "set client-id, or registration-endpoint, or discovery-url");
        }
        UpstreamRequest request = request(section, List.of());
        Optional<TokenMapping> mapping = new TokenMappingSection(section).mapping();
        IdentitySource identity = new UserInfoSection(section).identity();
        return authorization.flatMap(at -> token.map(exchange -> new OAuth2Provider(
                name,
                new OAuth2Provider.Endpoints(at, exchange),
                account,
                terms,
                request,
                mapping,
                identity,
                optional,
                false)));
    }

    private static UpstreamRequest request(Section section, List<String> defaults) {
        UpstreamRequest request = new UpstreamRequest(
                section.find(SCOPES).map(found -> List.copyOf(found.values())).orElse(defaults),
                section.find(PARAMETERS).orElseGet(TreeMap::new));
        return section.find(PROMPT_CONSENT).orElse(false) ? request.promptingConsent() : request;
    }

    private static SortedMap<String, String> parameters(Object value) {
        SortedMap<String, String> parameters = new TreeMap<>();
        Values.mapping(value).forEach((name, inner) -> parameters.put(name, Values.text(inner)));
        return new UpstreamRequest(List.of(), parameters).parameters();
    }

    private static String claim(Object value) {
        return OpenIdProvider.requireClaim(Values.text(value));
    }

    private static int count(Object value) {
        return value instanceof List<?> list ? list.size() : 0;
    }

    private RegistrationTerms terms(Section section) {
        return new RegistrationTerms(
                section.find(DISCOVERY),
                section.find(ENDPOINT),
                section.find(REDIRECT_URI),
                secrets.find(section, "initial-access-token"),
                section.find(SOFTWARE_ID),
                secrets.find(section, "software-statement"));
    }
}
