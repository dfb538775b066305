package dev.granary.tck;

import static dev.granary.tck.UpstreamSamples.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.LoginReason;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.RefreshFault;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamRefresh;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.fault.Fault;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.RotatingUpstream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refreshes at upstreams whose session ends, whose node dies or whose storage fails: FENCE and FAULT. */
public interface UpstreamRefreshRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-51",
            says =
                    "a refresh that comes back after the end of its session, however that ended, gives and keeps nothing",
            why = "Who signed out while a refresh was on its way must not find the session alive after it.",
            look = "a replace of a record that is gone, which must say so")
    default void FENCE_51_theSessionEndsDuringARefresh(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            UpstreamLogin login = UpstreamLogin.of(kit);
            kit.node(0).begin(login.account());
            kit.pass(RotatingUpstream.LIFE);
            login.upstream().beforeNextAnswer(() -> bulk.revoke(kit.node(1), login.account()));
            assertThat(kit.node(0).credentials(login.upstream()).valid(login.key(), login.holder()))
                    .as("after a revocation by %s", bulk)
                    .isInstanceOf(CredentialOutcome.Unknown.class);
            assertThat(login.upstream().calls()).isEqualTo(1);
            assertNothingKept(kit, login);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-52",
            says = "upstream tokens refreshed while their session is revoked are gone when both are done",
            why = "A refresh writes what a revocation is about to remove; one of them must see the other.",
            look = "removes and replaces of one record, and fences that are read too early")
    default void FENCE_52_refreshAgainstRevoke(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            UpstreamLogin login = UpstreamLogin.of(kit);
            Node revoking = kit.node(round + 1);
            UpstreamCredentials credentials = kit.node(round).credentials(login.upstream());
            kit.pass(RotatingUpstream.LIFE);
            kit.races()
                    .run(
                            () -> credentials.valid(login.key(), login.holder()),
                            () -> revoking.revocations()
                                    .revokeSession(login.account().session()));
            assertNothingKept(kit, login);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-53",
            says = "a refresh whose login began before a bulk revocation is refused, also where its walk saw no grant",
            why =
                    "The walk of a revocation sees grants; a session whose grant came later is stopped by the fence alone.",
            look = "when the login began, in the record, and a find of fences that answers from before")
    default void FENCE_53_aFencedRefresh(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        kit.pass(RotatingUpstream.LIFE);
        kit.node(1).revocations().revokeSubject(login.account().subject());
        assertThat(kit.node(0).credentials(login.upstream()).valid(login.key(), login.holder()))
                .isInstanceOf(CredentialOutcome.Unknown.class);
        assertNothingKept(kit, login);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-71",
            says = "after a node that died between an upstream's answer and its own write the refresh token is tried"
                    + " once, not before that node's time is over, and what the upstream refuses is not tried again",
            why =
                    "The dead node may have spent the refresh token; to try for ever is to be locked out by the upstream.",
            look = "the intent and its time in the record")
    default void FAULT_71_theNodeDies(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        kit.pass(RotatingUpstream.LIFE);
        spendAndDie(kit, login);
        UpstreamCredentials survivor = kit.node(1).hastyCredentials(login.upstream());
        assertThat(survivor.valid(login.key(), login.holder()))
                .isEqualTo(new CredentialOutcome.Later(RefreshFault.BUSY));
        kit.pass(Node.REFRESH_LIMIT.plusSeconds(5).minus(1, ChronoUnit.MICROS));
        assertThat(survivor.valid(login.key(), login.holder()))
                .isEqualTo(new CredentialOutcome.Later(RefreshFault.BUSY));
        assertThat(login.upstream().calls()).isEqualTo(1);
        kit.pass(Duration.of(1, ChronoUnit.MICROS));
        assertThat(survivor.valid(login.key(), login.holder()))
                .isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.REFUSED));
        assertThat(survivor.valid(login.key(), login.holder()))
                .isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.NO_REFRESH_TOKEN));
        assertThat(login.upstream().calls()).isEqualTo(2);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-72",
            says = "after a node that died in a refresh another goes on with it where the upstream allows",
            why = "A node that dies in a refresh must not cost the user a login where the upstream is patient.",
            look = "the intent and its time in the record, and a replace that loses the tokens")
    default void FAULT_72_anotherNodeGoesOn(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        kit.pass(RotatingUpstream.LIFE);
        spendAndDie(kit, login);
        login.upstream().forgive();
        kit.pass(Node.REFRESH_LIMIT.plusSeconds(5));
        assertThat(UpstreamLogin.access(
                        kit.node(1).hastyCredentials(login.upstream()).valid(login.key(), login.holder())))
                .isEqualTo(login.upstream().last().accessToken());
        assertThat(UpstreamLogin.access(
                        kit.node(0).hastyCredentials(login.upstream()).valid(login.key(), login.holder())))
                .isEqualTo(login.upstream().last().accessToken());
        assertThat(login.upstream().calls()).isEqualTo(2);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-73",
            says = "the result of a refresh that another node took over is not kept, and its caller gets the other's",
            why = "Two results for one record: to keep the older one is to hold a refresh token that is spent.",
            look = "compare-and-set on the intent")
    default void FAULT_73_theLateResult(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        kit.pass(RotatingUpstream.LIFE);
        UpstreamTokenSet newer = new RotatingUpstream(kit.clock()).first();
        login.upstream().beforeNextAnswer(() -> {
            kit.pass(Node.REFRESH_LIMIT.plusSeconds(5));
            UpstreamRefresh other = (kept, until) -> new RefreshAnswer.Refreshed(newer);
            assertThat(UpstreamLogin.access(kit.node(1).credentials(other).valid(login.key(), login.holder())))
                    .isEqualTo(newer.accessToken());
        });
        assertThat(UpstreamLogin.access(
                        kit.node(0).credentials(login.upstream()).valid(login.key(), login.holder())))
                .isEqualTo(newer.accessToken());
        assertThat(kept(kit.node(1).upstreamTokens().find(login.key(), login.holder())))
                .map(KeptUpstreamTokens::tokens)
                .contains(newer);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-74",
            says =
                    "a new refresh token is kept when the rest of the answer cannot be verified, and nothing is given out",
            why = "The upstream gives a refresh token once; to throw it away with a bad ID token logs the user out.",
            look = "a replace that is acknowledged and forgotten")
    default void FAULT_74_theUnverifiedAnswer(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        kit.pass(RotatingUpstream.LIFE);
        UpstreamRefresh unverifying = (kept, until) -> login.upstream()
                .refresh(kept, until)
                .match(new RefreshAnswer.Cases<>(
                        RefreshAnswer.Unverified::new,
                        RefreshAnswer.Unverified::new,
                        RefreshAnswer.Refused::new,
                        RefreshAnswer.SubjectChanged::new,
                        RefreshAnswer.Unreachable::new,
                        RefreshAnswer.OtherClient::new));
        assertThat(kit.node(0).credentials(unverifying).valid(login.key(), login.holder()))
                .isEqualTo(new CredentialOutcome.Later(RefreshFault.UPSTREAM));
        assertThat(UpstreamLogin.access(
                        kit.node(1).credentials(login.upstream()).valid(login.key(), login.holder())))
                .isEqualTo(login.upstream().last().accessToken());
        assertThat(login.upstream().calls()).isEqualTo(2);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-75",
            says = "a refresh on a failing storage can be driven to a credential or to a login, and whoever gets a"
                    + " credential gets the newest",
            why =
                    "A hiccup of the storage in the middle of a refresh must end in a token or in a login, not in neither.",
            look = "unknown outcomes told as failures, and repeats that are not recognised")
    default void FAULT_75_aFailingStorage(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            UpstreamLogin login = UpstreamLogin.of(kit);
            kit.pass(RotatingUpstream.LIFE);
            Optional<CredentialOutcome> first =
                    Trials.attempt(() -> shaky.credentials(login.upstream()).valid(login.key(), login.holder()));
            kit.pass(Node.REFRESH_LIMIT.plusSeconds(5));
            CredentialOutcome second = kit.node(1).credentials(login.upstream()).valid(login.key(), login.holder());
            Optional<String> newest = login.upstream().last().accessToken();
            if (first.flatMap(UpstreamLogin::access).isPresent()) {
                assertThat(first.flatMap(UpstreamLogin::access)).isEqualTo(newest);
                assertThat(UpstreamLogin.access(second))
                        .as("of what was given out")
                        .isEqualTo(newest);
            } else if (UpstreamLogin.access(second).isEmpty()) {
                assertThat(second).isInstanceOf(CredentialOutcome.LoginNeeded.class);
            } else {
                assertThat(UpstreamLogin.access(second)).isEqualTo(newest);
            }
            assertThat(login.upstream().calls()).isLessThanOrEqualTo(2);
        });
    }

    private static void spendAndDie(Kit kit, UpstreamLogin login) {
        Fault death = new Fault(3, 1_000, Fault.Mode.REFUSED);
        Node dying = kit.nodeOn(new WatchedStorage(kit.storage(), death));
        assertThat(Trials.attempt(() -> dying.hastyCredentials(login.upstream()).valid(login.key(), login.holder())))
                .isEmpty();
        assertThat(login.upstream().calls()).isEqualTo(1);
    }

    private static void assertNothingKept(Kit kit, UpstreamLogin login) {
        for (int n = 0; n < 2; n++) {
            assertThat(kept(kit.node(n).upstreamTokens().find(login.key(), login.holder())))
                    .as("upstream tokens of a session that ended")
                    .isEmpty();
        }
    }
}
