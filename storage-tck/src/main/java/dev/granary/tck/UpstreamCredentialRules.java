package dev.granary.tck;

import static dev.granary.tck.UpstreamSamples.holder;
import static dev.granary.tck.UpstreamSamples.kept;
import static dev.granary.tck.UpstreamSamples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.LoginReason;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.fault.Tally;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.RotatingUpstream;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Upstream credentials, refreshed where that is due: ONCE, EXPIRE, ROUND, BIND, TENANT, LIMIT and COST. */
public interface UpstreamCredentialRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-41",
            says = "of callers on two nodes whose upstream token is due one refreshes it, and all get what it got",
            from = "stacklok/toolhive#4122",
            why = "An upstream that rotates punishes the second use of a refresh token with a log-out.",
            look = "compare-and-set of the intent: two replaces that both win, or a find that answers from before")
    default void ONCE_41_oneRefreshesForAll(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            UpstreamLogin login = UpstreamLogin.of(kit);
            List<UpstreamCredentials> nodes = List.of(
                    kit.node(round).credentials(login.upstream()),
                    kit.node(round + 1).credentials(login.upstream()));
            List<Callable<CredentialOutcome>> callers = new ArrayList<>();
            for (int racer = 0; racer < kit.races().racers(); racer++) {
                UpstreamCredentials node = nodes.get(racer % 2);
                callers.add(() -> node.valid(login.key(), login.holder()));
            }
            kit.pass(RotatingUpstream.LIFE);
            List<CredentialOutcome> outcomes = kit.races().run(callers);
            assertThat(login.upstream().calls()).as("refreshes").isEqualTo(1);
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(UpstreamLogin.access(outcome))
                            .isEqualTo(login.upstream().last().accessToken()));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "EXPIRE-41",
            says = "an upstream token is refreshed from 30 s before its expiry on, and one without a refresh token is"
                    + " used to its very end")
    default void EXPIRE_41_theMargin(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        UpstreamTokenKey other = key(login.account(), kit.dice());
        UpstreamTokenSet first = login.upstream().first();
        UpstreamLogin.save(kit, other, withoutRefreshToken(first), login.binding());
        UpstreamCredentials credentials = kit.node(1).credentials(login.upstream());
        kit.pass(RotatingUpstream.LIFE.minusSeconds(30).minus(1, ChronoUnit.MICROS));
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .isEqualTo(first.accessToken());
        kit.pass(Duration.of(1, ChronoUnit.MICROS));
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .isEqualTo(login.upstream().last().accessToken())
                .isNotEqualTo(first.accessToken());
        kit.pass(Duration.ofSeconds(30).minus(1, ChronoUnit.MICROS));
        assertThat(UpstreamLogin.access(credentials.valid(other, login.holder())))
                .isEqualTo(first.accessToken());
        kit.pass(Duration.of(1, ChronoUnit.MICROS));
        assertThat(credentials.valid(other, login.holder()))
                .isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.NO_REFRESH_TOKEN));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ROUND-41",
            says = "a refresh keeps whose the tokens are, their client at the upstream, the session's end and whatever"
                    + " the upstream did not give again")
    default void ROUND_41_whatIsNotGivenAgainIsKept(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        UpstreamTokenSet first = login.upstream().first();
        UpstreamTokenSet given = new UpstreamTokenSet(
                Optional.of("access only"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(kit.clock().in(Duration.ofHours(3))),
                Optional.empty(),
                List.of());
        kit.pass(RotatingUpstream.LIFE);
        CredentialOutcome outcome = kit.node(0)
                .credentials((kept, until) -> new RefreshAnswer.Refreshed(given))
                .valid(login.key(), login.holder());
        assertThat(UpstreamLogin.access(outcome)).contains("access only");
        UpstreamTokenSet expected = new UpstreamTokenSet(
                given.accessToken(),
                first.refreshToken(),
                first.idToken(),
                given.expiresAt(),
                first.sessionExpiresAt(),
                first.scopes());
        assertThat(kept(kit.node(1).upstreamTokens().find(login.key(), login.holder())))
                .contains(new KeptUpstreamTokens(login.key(), expected, login.binding()));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-41",
            says = "another's upstream token is neither given out nor refreshed, alone or among others",
            why = "Another user's upstream token opens their account, and a refresh for a stranger spends it.",
            look = "user and client in the record")
    default void BIND_41_othersCauseNoRefresh(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        UpstreamCredentials credentials = kit.node(1).credentials(login.upstream());
        kit.pass(RotatingUpstream.LIFE);
        for (Account other : List.of(
                login.account().of(kit.account().subject()),
                login.account().at(kit.account().client()))) {
            assertThat(credentials.valid(login.key(), holder(other))).isInstanceOf(CredentialOutcome.WrongHolder.class);
            assertThat(credentials.allValid(login.key().session(), holder(other)))
                    .hasSize(1)
                    .allSatisfy((provider, outcome) ->
                            assertThat(outcome).isInstanceOf(CredentialOutcome.WrongHolder.class));
            credentials.rejected(login.key(), holder(other), "access 0");
        }
        assertThat(login.upstream().calls()).isZero();
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-41", says = "upstream credentials of one namespace are unknown in another")
    default void TENANT_41_credentialsStayInside(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        UpstreamCredentials there = kit.nodeIn(kit.freshNamespace()).credentials(login.upstream());
        assertThat(there.valid(login.key(), login.holder())).isInstanceOf(CredentialOutcome.Unknown.class);
        assertThat(there.allValid(login.key().session(), login.holder())).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-41",
            says =
                    "an upstream token that its API refused is refreshed before it is given out again, and at most once a"
                            + " minute")
    default void LIMIT_41_refusedByTheApi(Kit kit) {
        UpstreamLogin login = UpstreamLogin.of(kit);
        UpstreamCredentials credentials = kit.node(0).credentials(login.upstream());
        UpstreamCredentials other = kit.node(1).credentials(login.upstream());
        credentials.rejected(login.key(), login.holder(), "another token");
        assertThat(UpstreamLogin.access(other.valid(login.key(), login.holder())))
                .contains("access 0");
        credentials.rejected(login.key(), login.holder(), "access 0");
        assertThat(UpstreamLogin.access(other.valid(login.key(), login.holder())))
                .contains("access 1");
        kit.pass(Duration.ofSeconds(59));
        other.rejected(login.key(), login.holder(), "access 1");
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .contains("access 1");
        kit.pass(Duration.ofSeconds(1));
        other.rejected(login.key(), login.holder(), "access 1");
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .contains("access 2");
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "COST-41",
            says = "an upstream credential costs one find, all of a session one listing, and a refresh two replaces and"
                    + " the fences more")
    default void COST_41_credentials(Kit kit) {
        Tally tally = new Tally();
        UpstreamLogin login = UpstreamLogin.of(kit);
        UpstreamLogin.save(
                kit, key(login.account(), kit.dice()), login.upstream().first(), login.binding());
        UpstreamCredentials credentials =
                kit.nodeOn(new WatchedStorage(kit.storage(), tally)).credentials(login.upstream());
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .isPresent();
        assertThat(tally.calls()).containsExactly("find upstream_tokens");
        assertThat(credentials.allValid(login.key().session(), login.holder())).hasSize(2);
        assertThat(tally.calls()).containsExactly("page upstream_tokens");
        kit.pass(RotatingUpstream.LIFE);
        assertThat(UpstreamLogin.access(credentials.valid(login.key(), login.holder())))
                .isPresent();
        assertThat(tally.calls())
                .containsExactly(
                        "find upstream_tokens", "replace upstream_tokens", "replace upstream_tokens", "findAll fences");
    }

    private static UpstreamTokenSet withoutRefreshToken(UpstreamTokenSet set) {
        return new UpstreamTokenSet(
                set.accessToken(),
                Optional.empty(),
                set.idToken(),
                set.expiresAt(),
                set.sessionExpiresAt(),
                set.scopes());
    }
}
