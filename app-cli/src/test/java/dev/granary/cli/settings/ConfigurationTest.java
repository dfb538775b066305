package dev.granary.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.http.ServerLimits;
import dev.granary.http.dcr.RegistrationTerms;
import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.exchange.RequestLimits;
import dev.granary.http.registration.RateLimits;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.http.upstream.IdentityFields;
import dev.granary.http.upstream.IdentitySource;
import dev.granary.http.upstream.OAuth2Provider;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.TokenMapping;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.http.upstream.UserInfo;
import dev.granary.scope.Scopes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static final String SECRET = "a-secret-that-nobody-should-ever-see";

    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration(
            name -> Optional.ofNullable(Map.of("CORP", SECRET, "EMPTY", " ").get(name)));

    @Test
    void withoutAnythingThereIsADevelopmentServerOnLoopback() {
        Settings settings = configuration.read(Optional.empty(), Map.of());

        assertThat(settings.listening()).isEqualTo(new Listening("127.0.0.1", 8080));
        assertThat(settings.issuer(8080)).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.isDevelopment()).isTrue();
        assertThat(settings.storage()).isEqualTo(StorageUrl.DEFAULT);
        assertThat(settings.terms()).isEqualTo(Terms.DEFAULT);
        assertThat(settings.offer()).isEqualTo(Offer.DEFAULT);
    }

    @Test
    void aFileSaysEverything() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Settings settings = read("""
                port: 9000
                bind: 0.0.0.0
                issuer: https://auth.example.com
                authorization-base-url: https://login.example.com
                storage: "memory:"
                key-ring: keys/granary.keys
                audiences: [https://api.example.com/]
                scopes: openid read
                retry-window: 0s
                clock-skew: 2s
                lifetimes:
                  access-token: 5m
                  login: 3m
                  dynamic-client: 7d
                limits:
                  dynamic-clients: 12
                upstreams:
                  - name: corp
                    issuer: https://login.example.com
                    client-id: granary
                    client-secret-env: CORP
                  - name: open
                    issuer: https://open.example.com
                    allow-private-addresses: true
                    discovery-url: https://open.example.com/meta
                    registration-endpoint: https://open.example.com/join
                    redirect-uri: https://front.example.com/callback
                    initial-access-token-env: CORP
                    software-id: granary
                    software-statement-env: CORP
                registration:
                  token-required: true
                  confidential-on-loopback: true
                  confidential-clients: false
                  default-scopes: openid
                  baseline-scopes: read
                  address-burst: 3
                  per-second: 7
                  address-header: X-Forwarded-For
                client-documents: {enabled: true, cached: 9, life: 2m}
                clients:
                  - id: app
                    redirect-uris: https://app.example.com/callback
                    secret-file: %s
                """.formatted(secret));

        assertThat(settings.listening()).isEqualTo(new Listening("0.0.0.0", 9000));
        assertThat(settings.issuer(1)).isEqualTo("https://auth.example.com");
        assertThat(settings.front()).contains(URI.create("https://login.example.com"));
        assertThat(settings.isDevelopment()).isFalse();
        assertThat(settings.upstreams())
                .hasSize(2)
                .first()
                .isInstanceOfSatisfying(
                        OpenIdProvider.class,
                        corp -> assertThat(corp.account().orElseThrow().clientSecret())
                                .contains(SECRET));
        assertThat(settings.clients().get(0).authMethod()).isEqualTo(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(settings.clients().get(0).secret()).contains(SECRET);
        assertThat(settings.offer().scopes().values()).containsExactly("openid", "read");
        assertThat(settings.terms().policy().retryWindow()).isZero();
        assertThat(settings.terms().lifetimes().accessToken()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.terms().logins().life()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.terms().clients().cap()).isEqualTo(12);
        OpenIdProvider open = (OpenIdProvider) settings.upstreams().get(1);
        assertThat(open.privateAddresses()).isTrue();
        assertThat(open.registration())
                .isEqualTo(new RegistrationTerms(
                        Optional.of(URI.create("https://open.example.com/meta")),
                        Optional.of(URI.create("https://open.example.com/join")),
                        Optional.of(URI.create("https://front.example.com/callback")),
                        Optional.of(SECRET),
                        Optional.of("granary"),
                        Optional.of(SECRET)));
        assertThat(settings.terms().registrations())
                .isEqualTo(new RegistrationPolicy(
                        true,
                        false,
                        true,
                        Optional.of(Scopes.of("openid")),
                        Scopes.of("read"),
                        Set.of(),
                        new RateLimits(3, 1, 200, 7),
                        Optional.of("X-Forwarded-For")));
        assertThat(settings.terms().documents()).contains(new DocumentPolicy(9, Duration.ofMinutes(2)));
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void aFileSaysHowMuchMayBeAsked() throws IOException {
        Settings settings = read("""
                limits:
                  request-body: 2048
                  request-headers: 4096
                  request-parameters: 20
                  request-parameter: 1024
                  pending-logins: 3
                  dynamic-clients: 4
                  sessions-per-user: 5
                registration: {burst: 9}
                """);

        assertThat(settings.limits())
                .isEqualTo(new ServerLimits(
                        new RequestLimits(2048, 4096, 20, 1024), 3, 4, 5, new RateLimits(20, 1, 9, 20)));
    }

    @Test
    void whatMayChangeWhileAServerRunsDoesNotLast() throws IOException {
        Settings settings = read("""
                limits: {request-body: 2048}
                retry-window:
                registration: {burst: 9, token-required: true}
                """);

        assertThat(settings.lasting()).isEqualTo(Map.of("registration", Map.of("token-required", true)));
    }

    @Test
    void metricsAreShownNowhereUnlessItIsSaidWhere() throws IOException {
        assertThat(read("port: 1").management()).isEmpty();
        assertThat(read("management: {port: 9464}").management()).contains(new Listening("127.0.0.1", 9464));
        assertThat(read("management: {port: 9464, bind: 0.0.0.0}").management())
                .contains(new Listening("0.0.0.0", 9464));
        assertThat(faults("management: {bind: 0.0.0.0}"))
                .singleElement()
                .asString()
                .contains("management.port: is missing");
    }

    @Test
    void aFileSaysWhoGetsTokensForTokens() throws IOException {
        Settings settings = read("""
                audiences: [https://api.example.com/]
                delegates-on-loopback: true
                lifetimes: {delegated-token: 5m}
                delegates:
                  - id: reports
                    secret-env: CORP
                    scopes: [openid]
                    acts-for: [app]
                trusted-issuers:
                  - issuer: https://id.example.com
                    jwks-uri: https://10.0.0.1/keys
                    allow-private-addresses: true
                    audience: https://api.example.com/
                    delegates: [reports]
                    actors: [agent]
                    actor-claim: cid
                    actor-match: {roles: delegator}
                    may-act: true
                    software-statements: true
                    assertion-audiences: https://auth.example.com
                    assertion-max-age: 1m
                    assertion-subjects:
                      - subject: job
                        resources: https://api.example.com/
                """);

        Delegations delegations = settings.delegations();
        assertThat(delegations.onLoopback()).isTrue();
        assertThat(settings.terms().delegated()).isEqualTo(Duration.ofMinutes(5));
        assertThat(delegations.delegates().get(0).client().secret()).contains(SECRET);
        assertThat(delegations.delegates().get(0).actsFor()).isEqualTo(AllowList.of("app"));
        TrustedIssuer issuer = delegations.issuers().get(0);
        SubjectPolicy subjects = issuer.subjects().orElseThrow();
        assertThat(subjects.mayAct()).isTrue();
        assertThat(subjects.actors().trust(Map.of("cid", "agent"))).isTrue();
        assertThat(subjects.actors().trust(Map.of("azp", "agent"))).isFalse();
        assertThat(subjects.actors().trust(Map.of("roles", List.of("delegator", "x"))))
                .isTrue();
        assertThat(subjects.actors().trust(Map.of("roles", "other"))).isFalse();
        assertThat(issuer.statements()).isTrue();
        BearerPolicy assertions = issuer.assertions().orElseThrow();
        assertThat(assertions.maxAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(assertions.subjects()).containsOnlyKeys("job");
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void flagsWinOverTheFile() throws IOException {
        Path file = file("port: 9000\nupstreams:\n  - name: corp\n    issuer: https://login.example.com\n");

        Settings settings = configuration.read(
                Optional.of(file),
                Map.of("port", "9001", "upstreams", List.of("name=other,issuer=https://id.example.com")));

        assertThat(settings.listening().port()).isEqualTo(9001);
        assertThat(settings.upstreams()).hasSize(1);
        assertThat(settings.upstreams().get(0).name().value()).isEqualTo("other");
    }

    @Test
    void everyFaultIsToldAtOnceWithItsKeyAndAnExample() throws IOException {
        assertThat(faults("""
                        port: 80800
                        isuer: https://auth.example.com
                        audiences: [not a uri]
                        lifetimes: {code: 10, grant: 1h}
                        upstreams:
                          - name: Corp
                            client-secret: %s
                          - issuer: http://login.example.com
                            name: fine
                            client-secret-env: NOWHERE
                        clients:
                          - id: app
                            secret-env: EMPTY
                            auth-method: private_key_jwt
                        """.formatted(SECRET)))
                .containsExactly(
                        "audiences: expected an absolute http or https URI without a fragment, such as"
                                + " https://api.example.com/; for example audiences: [https://api.example.com/]",
                        "port: expected a number from 0 to 65535; for example port: 8080",
                        "upstreams[0].name: expected 1 to 64 of a-z, 0-9 and '-', not beginning or ending with '-';"
                                + " for example name: corp",
                        "upstreams[0].issuer: is missing; for example issuer: https://login.example.com",
                        "upstreams[0].client-secret: is no key here; did you mean client-secret-env?",
                        "upstreams[1].client-secret-env: expected a variable that is set; for example"
                                + " client-secret-env: GRANARY_CLIENT_SECRET",
                        "upstreams[1].issuer: expected an https URI, or http on loopback, without user, query and"
                                + " fragment; for example issuer: https://login.example.com",
                        "clients[0].secret-env: expected a secret, but the variable is empty; for example"
                                + " secret-env: GRANARY_SECRET",
                        "clients[0].auth-method: expected client_secret_basic, client_secret_post or none; for example"
                                + " auth-method: client_secret_basic",
                        "clients[0].redirect-uris: is missing; for example redirect-uris:"
                                + " [https://client.example.com/callback]",
                        "lifetimes.code: expected a number with its unit, s, m, h or d; for example code: 10m",
                        "lifetimes.grant: ends before refresh-token does; make it as long or longer",
                        "isuer: is no key here; did you mean issuer?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bind: 0.0.0.0          | issuer: is missing, and bind is not loopback",
                "bind: 0.0.0.0          | upstreams: is missing, and the development provider is only for loopback",
                "issuer: https://a.test | upstreams: is missing, and the development provider is only for loopback",
                "development-provider: false | upstreams: is missing, and the development provider is off",
                "upstreams: corp        | upstreams: expected a list",
                "upstreams: [corp]      | upstreams[0]: expected key=value pairs parted by commas",
                "upstreams: ['name=a,issuer=https://a.test','name=a,issuer=https://b.test']| upstreams: has one name twice",
                "bind: []               | bind: expected a text",
                "frobnicate: 1          | frobnicate: is no key here; there are audiences, authorization-base-url, bind,",
                "clients: ['id=a,redirect-uris=https://a.test,secret-env=CORP,auth-method=none']| clients[0].secret-file",
                "delegates: ['id=a']     | delegates[0].scopes: is missing",
                "delegates: ['id=a']     | delegates[0].acts-for: is missing",
                "delegates: ['id=a']     | delegates[0].secret-file: is missing",
                "delegates: ['id=a,acts-for=*,scopes=root,secret-env=CORP']| delegates[0].scopes: has some that the server",
                "delegates: ['id=a,resources=https://a.test']| delegates[0].resources: has some that the server",
                "delegates: [{id: a, acts-for: ['*', b]}]| delegates[0].acts-for: expected names, or * alone",
                "trusted-issuers: ['issuer=http://a.test']| trusted-issuers[0].issuer: expected an https URI",
                "trusted-issuers: ['issuer=https://a.test']| trusted-issuers[0].audience: is missing",
                "trusted-issuers: ['issuer=https://a.test']| trusted-issuers[0].delegates: is missing",
                "trusted-issuers: ['allow-private-addresses=true']| trusted-issuers[0].allow-private-addresses: stands",
                "trusted-issuers: ['may-act=true,delegates=*']| trusted-issuers[0].delegates: is '*' beside may-act",
                "client-documents: {enabled: true, cached: 0}| client-documents.cached: expected",
                "client-documents: {enabled: true, life: 0s}| client-documents.life: expected",
                "clients: ['id=a,redirect-uris=https://a.test,scopes=root']| clients[0].scopes: has some that the server",
            })
    void aFaultSaysWhatIsWrong(String file, String fault) throws IOException {
        assertThat(faults(file)).anyMatch(each -> each.startsWith(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: [1       | is no YAML at line",
                "just words     | is no mapping of keys to values",
                "port: 1\\nport: 2 | is no YAML at line 2",
                "port: !!javax.script.ScriptEngine [] | is no YAML at line 1",
            })
    void aFileThatCannotBeReadIsOneFault(String file, String fault) throws IOException {
        assertThat(faults(file.replace("\\n", "\n"))).singleElement().asString().contains(fault);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        BadSettingsException e = catchThrowableOfType(
                BadSettingsException.class,
                () -> configuration.read(Optional.of(folder.resolve("none.yaml")), Map.of()));

        assertThat(e).hasMessageContaining("none.yaml: cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zzzzzz: 1",
                "lifetimes: {zzzzzz: 1}",
                "limits: {zzzzzz: 1}",
                "management: {zzzzzz: 1}",
                "upstreams: ['zzzzzz=1']",
                "delegates: ['zzzzzz=1']",
                "trusted-issuers: ['zzzzzz=1']",
                "trusted-issuers: [{assertion-subjects: ['zzzzzz=1']}]",
                "upstreams: ['type=oauth2,zzzzzz=1']",
                "upstreams: [{userinfo: {zzzzzz: 1}}]",
                "upstreams: [{type: oauth2, identity-from-token: {zzzzzz: 1}}]",
                "upstreams: [{type: oauth2, token-mapping: {zzzzzz: 1}}]",
                "clients: ['zzzzzz=1']"
            })
    void everyKeyIsDocumented(String file) throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        String known = faults(file).stream()
                .filter(fault -> fault.contains("zzzzzz: is no key here; there are "))
                .map(fault -> fault.substring(fault.indexOf("there are ") + "there are ".length()))
                .findFirst()
                .orElseThrow();

        assertThat(known.split(", ")).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    @Test
    void anOpenIdUpstreamSaysEverything() throws IOException {
        List<UpstreamProvider> upstreams = read("""
                upstreams:
                  - name: corp
                    issuer: https://login.example.com
                  - name: lake
                    type: oidc
                    issuer: https://lake.example.com
                    client-id: granary
                    client-secret-env: CORP
                    auth-method: client_secret_post
                    scopes: openid lake
                    parameters: {audience: "https://lake.example.com/api", prompt: login}
                    prompt-consent: true
                    subject-claim: oid
                    optional: true
                    userinfo: {endpoint: https://lake.example.com/me}
                """).upstreams();

        assertThat(upstreams.get(1)).isInstanceOfSatisfying(OpenIdProvider.class, lake -> {
            assertThat(lake.account().orElseThrow().authMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
            assertThat(lake.request().scopes()).containsExactly("lake", "openid");
            assertThat(lake.request().parameters())
                    .containsExactlyEntriesOf(
                            new TreeMap<>(Map.of("audience", "https://lake.example.com/api", "prompt", "consent")));
            assertThat(lake.subjectClaim()).isEqualTo("oid");
            assertThat(lake.userInfo()).contains(UserInfo.at(URI.create("https://lake.example.com/me")));
            assertThat(lake.optional()).isTrue();
        });
    }

    @Test
    void aPlainUpstreamSaysEverything() throws IOException {
        UpstreamProvider upstream = read("""
                upstreams:
                  - type: oauth2
                    authorization-endpoint: https://code.example.com/authorize
                    token-endpoint: https://code.example.com/token
                    client-id: granary
                    scopes: repo
                    token-mapping: {access-token: user.token, expires-in: user.ttl}
                    userinfo:
                      endpoint: https://api.code.example.com/user
                      method: POST
                      headers: {X-Version: 3}
                      subject: [id]
                      name: login
                      email: [contact.email]
                """).upstreams().get(0);

        assertThat(upstream.name().value()).isEqualTo("default");
        assertThat(upstream).isInstanceOfSatisfying(OAuth2Provider.class, code -> {
            assertThat(code.mapping())
                    .contains(new TokenMapping(
                            "user.token", Optional.empty(), Optional.of("user.ttl"), Optional.empty()));
            assertThat(code.identity())
                    .isEqualTo(new IdentitySource.AtUserInfo(new UserInfo(
                            URI.create("https://api.code.example.com/user"),
                            UserInfo.Method.POST,
                            Map.of("X-Version", "3"),
                            new IdentityFields(List.of("id"), List.of("login"), List.of("contact.email")))));
        });
    }

    @Test
    void aPlainUpstreamWithoutAClientIdIsRegisteredAt() throws IOException {
        UpstreamProvider upstream = read("""
                upstreams:
                  - type: oauth2
                    authorization-endpoint: https://code.example.com/authorize
                    token-endpoint: https://code.example.com/token
                    registration-endpoint: https://code.example.com/register
                    initial-access-token-env: CORP
                """).upstreams().get(0);

        assertThat(upstream.account()).isEmpty();
        assertThat(upstream.registration().endpoint()).contains(URI.create("https://code.example.com/register"));
        assertThat(upstream.registration().initialAccessToken()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer: https://a.test, parameters: {state: x} | parameters: expected none that the server sets itself",
                "issuer: https://a.test, auth-method: client_secret_post, client-id: a | auth-method: expected a secret",
                "issuer: https://a.test, subject-claim: a.b | subject-claim: expected letters",
                "issuer: https://a.test, token-endpoint: https://a.test | token-endpoint: is no key here",
                "issuer: https://a.test, optional: true | upstreams: has an optional one at first",
                "type: saml | type: expected oidc or oauth2",
                "type: oauth2 | client-id: is missing",
                "type: oauth2, discovery-url: https://a.test/m, registration-endpoint: https://a.test/r"
                        + "| client-id: is missing, and so is one place to register at",
                "type: oauth2, token-endpoint: http://a.test/t | token-endpoint: expected an https URI",
                "type: oauth2, issuer: https://a.test | issuer: is no key here",
                "type: oauth2, token-mapping: {scope: a} | token-mapping.access-token: is missing",
                "type: oauth2, identity-from-token: {name: a} | identity-from-token.subject: is missing",
                "type: oauth2, userinfo: {endpoint: https://a.test, headers: {Host: x}} | headers: expected none",
                "type: oauth2, userinfo: {endpoint: https://a.test, subject: a..b} | subject: expected names",
                "type: oauth2, userinfo: {endpoint: https://a.test}, identity-from-token: {subject: a}"
                        + "| identity-from-token: stands beside userinfo",
            })
    void whatDoesNotFitAnUpstreamIsAFault(String upstream, String told) throws IOException {
        assertThat(faults("upstreams: [{" + upstream + "}]"))
                .anySatisfy(fault -> assertThat(fault).contains(told));
    }

    @Test
    void amongSeveralEachHasANameThatSaysWhich() throws IOException {
        assertThat(faults("upstreams: [{issuer: https://a.test}, {issuer: https://b.test, name: default}]"))
                .anySatisfy(fault -> assertThat(fault).startsWith("upstreams[0].name: is missing"))
                .anySatisfy(fault -> assertThat(fault).startsWith("upstreams[1].name: is default"));
    }

    private Settings read(String text) throws IOException {
        return configuration.read(Optional.of(file(text)), Map.of());
    }

    private List<String> faults(String text) throws IOException {
        Path file = file(text);
        BadSettingsException e =
                catchThrowableOfType(BadSettingsException.class, () -> configuration.read(Optional.of(file), Map.of()));
        assertThat(e).as("faults of " + text).isNotNull().hasMessageNotContaining(SECRET);
        return e.faults().stream().map(Fault::toString).toList();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("granary.yaml"), text);
    }
}
