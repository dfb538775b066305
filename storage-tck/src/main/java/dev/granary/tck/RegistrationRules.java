package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.tck.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Our registrations at upstreams: ROUND, ONCE, EXPIRE, RETAIN, KEY, TENANT and FAULT. */
public interface RegistrationRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-26", says = "a registration at an upstream is the same on every node, and unset stays unset")
    default void ROUND_26_aRegistrationComesOut(Kit kit) {
        for (boolean full : List.of(true, false)) {
            RegistrationKey key = key(kit);
            UpstreamRegistration fresh = full ? full(kit, kit.clock().in(Duration.ofDays(1))) : bare(kit);
            assertThat(kit.node(0).registrations().keep(key, fresh)).isEqualTo(fresh);
            assertThat(kit.node(1).registrations().current(key)).contains(fresh);
            assertThat(kit.node(1).registrations().find(credential(key, fresh))).contains(fresh);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-29",
            says = "of concurrent registrations for one purpose one is in use, and all are given it",
            why = "Two registrations at one upstream are two clients, and a token got with one cannot be "
                    + "renewed with the other.",
            look = "the insert of the current registration, which decides, and whether its loser reads the winner")
    default void ONCE_29_oneRegistrationIsInUse(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            assertOneIsInUse(kit, key(kit));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-30",
            says = "of concurrent renewals of one expired registration one is in use, and all are given it",
            why = "Two who renew at once must end with one secret, or one of them holds a dead one.",
            look = "a replace of an expired registration that two win, or whose loser is not told")
    default void ONCE_30_oneRenewalIsInUse(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            RegistrationKey key = key(kit);
            kit.node(round).registrations().keep(key, full(kit, kit.clock().in(Duration.ofSeconds(1))));
            kit.pass(Duration.ofSeconds(round % 2 == 0 ? 2 : 20));
            assertOneIsInUse(kit, key);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-30", says = "a registration is in use one microsecond before its secret's end and not at it")
    default void EXPIRE_30_aRegistrationEndsExactly(Kit kit) {
        RegistrationKey key = key(kit);
        RegistrationKey never = key(kit);
        Instant end = kit.clock().in(Duration.ofDays(1));
        UpstreamRegistration fresh = kit.node(0).registrations().keep(key, full(kit, end));
        kit.node(0).registrations().keep(never, bare(kit));
        kit.clock().set(end.minus(1, ChronoUnit.MICROS));
        assertThat(kit.node(1).registrations().current(key)).contains(fresh);
        kit.clock().set(end);
        assertThat(kit.node(1).registrations().current(key)).isEmpty();
        kit.pass(Duration.ofDays(3650));
        Lives.purge(kit);
        assertThat(kit.node(1).registrations().current(never)).isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-27",
            says = "a registration that is no longer in use is kept for the tokens that were got with it",
            why = "Tokens that were got with the former registration can only be renewed with it.",
            look = "retain-until of the former credential, counted from when it stopped being current")
    default void RETAIN_27_aFormerRegistrationIsKept(Kit kit) {
        RegistrationKey key = key(kit);
        Instant end = kit.clock().in(Duration.ofDays(1));
        UpstreamRegistration former = kit.node(0).registrations().keep(key, full(kit, end));
        kit.clock().set(end);
        UpstreamRegistration next = kit.node(1).registrations().keep(key, bare(kit));
        kit.clock().set(end.plus(SealedDcrCredentials.KEPT));
        Lives.purge(kit);
        assertThat(kit.node(0).registrations().find(credential(key, former))).contains(former);
        assertThat(kit.node(0).registrations().current(key)).contains(next);
        kit.pass(Duration.ofDays(1));
        Lives.purge(kit);
        assertThat(kit.node(0).registrations().find(credential(key, former))).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-23", says = "registrations that differ in issuer, upstream, redirect URI or scopes do not meet")
    default void KEY_23_registrationsAreApart(Kit kit) {
        RegistrationKey key = key(kit);
        List<RegistrationKey> apart = List.of(
                key,
                new RegistrationKey(key.issuer() + "/", key.upstream(), key.redirectUri(), key.scopes()),
                new RegistrationKey(key.issuer(), kit.dice().provider(), key.redirectUri(), key.scopes()),
                new RegistrationKey(key.issuer(), key.upstream(), key.redirectUri() + "/", key.scopes()),
                new RegistrationKey(
                        key.issuer(), key.upstream(), key.redirectUri(), ScopesHash.of(List.of("openid", "email"))));
        List<UpstreamRegistration> kept = apart.stream().map(each -> bare(kit)).toList();
        for (int i = 0; i < apart.size(); i++) {
            assertThat(kit.node(0).registrations().keep(apart.get(i), kept.get(i)))
                    .isEqualTo(kept.get(i));
        }
        for (int i = 0; i < apart.size(); i++) {
            assertThat(kit.node(1).registrations().current(apart.get(i))).contains(kept.get(i));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-28", says = "a registration of one namespace is not in use in another")
    default void TENANT_28_registrationsStayInside(Kit kit) {
        RegistrationKey key = key(kit);
        UpstreamRegistration here = kit.node(0).registrations().keep(key, bare(kit));
        Node other = kit.nodeIn(kit.freshNamespace());
        assertThat(other.registrations().current(key)).isEmpty();
        assertThat(other.registrations().find(credential(key, here))).isEmpty();
        other.registrations().keep(key, bare(kit));
        assertThat(kit.node(1).registrations().current(key)).contains(here);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-52",
            says = "a registration whose keeping failed can be kept again, and then all use one",
            why = "Each lost registration is a client at the upstream that nobody uses.",
            look = "insert and replace of the current registration, each sent again")
    default void FAULT_52_keep(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            RegistrationKey key = key(kit);
            UpstreamRegistration fresh = bare(kit);
            UpstreamRegistration used = Trials.driven(
                    () -> shaky.registrations().keep(key, fresh),
                    () -> kit.node(1).registrations().keep(key, fresh));
            assertThat(used).isEqualTo(fresh);
            kit.pass(Duration.ofDays(400));
            Lives.purge(kit);
            assertThat(kit.node(0).registrations().current(key)).contains(fresh);
        });
    }

    private static void assertOneIsInUse(Kit kit, RegistrationKey key) throws InterruptedException {
        Node node = kit.node(0);
        Node other = kit.node(1);
        UpstreamRegistration one = full(kit, kit.clock().in(Duration.ofDays(1)));
        UpstreamRegistration two = full(kit, kit.clock().in(Duration.ofDays(1)));
        var both = kit.races()
                .run(
                        () -> node.registrations().keep(key, one),
                        () -> other.registrations().keep(key, two));
        assertThat(both.first()).as("what both are given").isEqualTo(both.second());
        assertThat(both.first()).isIn(one, two);
        assertThat(node.registrations().current(key)).contains(both.first());
    }

    private static RegistrationKey key(Kit kit) {
        return new RegistrationKey(
                kit.dice().id(), kit.dice().provider(), kit.dice().id(), ScopesHash.of(List.of("openid")));
    }

    private static DcrCredentialKey credential(RegistrationKey key, UpstreamRegistration registration) {
        return new DcrCredentialKey(key.upstream(), registration.clientId());
    }

    private static UpstreamRegistration full(Kit kit, Instant secretExpiresAt) {
        return new UpstreamRegistration(
                kit.dice().id(),
                Optional.of(kit.dice().text()),
                Optional.of("client_secret_basic"),
                Optional.of(kit.dice().text()),
                Optional.of(kit.dice().uri()),
                kit.dice().uri(),
                kit.dice().uri(),
                Optional.of(kit.dice().time()),
                Optional.of(secretExpiresAt));
    }

    private static UpstreamRegistration bare(Kit kit) {
        return new UpstreamRegistration(
                kit.dice().id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kit.dice().uri(),
                kit.dice().uri(),
                Optional.empty(),
                Optional.empty());
    }
}
