package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ConfiguredClient;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedActors;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** CV-09 to CV-11. */
class DelegationFaultsTest {

    private static final URI ISSUER = URI.create("https://id.example.com");
    private static final SubjectPolicy FINE = SubjectPolicy.of(World.API, AllowList.ANY);

    private static List<String> faults(UnaryOperator<AuthServerBuilder> settings) {
        AuthServerSettingsException e = catchThrowableOfType(
                AuthServerSettingsException.class,
                () -> new World(builder -> settings.apply(builder.audience(new Resource(World.API)))).close());
        return Optional.ofNullable(e).stream()
                .flatMap(told -> told.faults().stream())
                .map(fault -> fault.key() + ": " + fault.problem())
                .toList();
    }

    private static Delegate delegate(String id, String scope, String... resources) {
        return Delegate.of(
                new ClientId(id),
                World.CLIENT_SECRET,
                new Delegate.Authority(
                        Scopes.of(scope),
                        new TreeSet<>(
                                List.of(resources).stream().map(Resource::new).toList()),
                        AllowList.ANY));
    }

    private static List<String> faultsOf(TrustedIssuer issuer) {
        return faults(builder -> builder.trustedIssuer(issuer));
    }

    @Test
    void aDelegatesSecretDoesNotGoInTheClearUnasked() {
        Delegate delegate = delegate("d", "openid");
        assertThat(faults(builder -> builder.delegate(delegate)))
                .containsExactly("delegate: its secret would go in the clear, for the issuer is http");
        assertThat(faults(builder -> builder.delegate(delegate).delegatesOnLoopback()))
                .isEmpty();
    }

    @Test
    void everyFaultOfADelegateIsTold() {
        assertThat(faults(builder -> builder.delegatesOnLoopback()
                        .delegationLifetime(Duration.ofHours(25))
                        .delegate(delegate("d", "root", "https://elsewhere.example.com/"))
                        .delegate(delegate("d", "openid"))
                        .delegate(delegate(World.WEB, "openid"))))
                .containsExactly(
                        "delegation lifetime: expected 1 min to 24 h",
                        "delegate d scopes: has some that the server does not offer",
                        "delegate d resources: has some that the server does not offer",
                        "delegate d: there is another client of this id",
                        "delegate " + World.WEB + ": there is another client of this id");
        assertThat(faults(builder -> builder.delegatesOnLoopback().delegate(delegate("synthetic:d", "openid"))))
                .containsExactly("client synthetic:d: this id is reserved");
    }

    @Test
    void noOtherClientHasTheGrantTypesOfDelegation() {
        ConfiguredClient client = new ConfiguredClient(
                new ClientId("c"),
                new ClientMetadata(
                        Optional.empty(),
                        List.of(),
                        List.of(Delegate.GRANT_TYPE),
                        List.of(),
                        Scopes.NONE,
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty()),
                TokenEndpointAuthMethod.CLIENT_SECRET_BASIC,
                Optional.of(World.CLIENT_SECRET));
        assertThat(faults(builder -> builder.client(client)))
                .containsExactly("client c grant-types: has one for delegates");
    }

    @Test
    void everyFaultOfATrustedIssuerIsTold() {
        String key = "trusted issuer " + ISSUER;
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).forSubjects(FINE))).isEmpty();
        assertThat(faultsOf(TrustedIssuer.of(ISSUER))).containsExactly(key + ": is trusted for nothing");
        assertThat(faultsOf(
                        TrustedIssuer.of(URI.create("http://id.example.com")).forSubjects(FINE)))
                .containsExactly("trusted issuer http://id.example.com: expected https URLs, or http on loopback");
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).onPrivateNetworks().forSubjects(FINE)))
                .containsExactly(key + ": private networks are for keys at a URL that is set");
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).forSubjects(FINE.of(TrustedActors.NOBODY.namedBy("sub")))))
                .containsExactly(key + " actors: expected a claim that names a client");
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).forSubjects(FINE.heedingMayAct())))
                .containsExactly(key + " delegates: any, while its may_act is heeded");
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).forSubjects(SubjectPolicy.of(World.API, AllowList.of("d")))))
                .containsExactly(key + " delegates: names one that is no delegate");
        assertThat(faults(builder -> builder.trustedIssuer(
                                TrustedIssuer.of(ISSUER).forSubjects(FINE))
                        .trustedIssuer(TrustedIssuer.of(ISSUER).forSubjects(FINE))))
                .containsExactly(key + ": is named twice, or is this server itself");
    }

    @Test
    void anAssertionIsForNothingThatTokensAreFor() {
        String key = "trusted issuer " + ISSUER;
        Map<String, Set<Resource>> subjects = Map.of("job", Set.of(new Resource(World.API)));
        BearerPolicy shared = new BearerPolicy(Set.of(World.API), Duration.ofMinutes(5), subjects);
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).forAssertions(shared)))
                .containsExactly(key + " assertions: accepts an audience that tokens may be for");
        BearerPolicy elsewhere = BearerPolicy.of(Map.of("job", Set.of(new Resource("https://elsewhere.example.com/"))));
        assertThat(faultsOf(TrustedIssuer.of(ISSUER).forAssertions(elsewhere)))
                .containsExactly(key + " assertions: is for a resource that the server does not offer");
    }
}
