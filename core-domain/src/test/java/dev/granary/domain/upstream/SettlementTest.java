package dev.granary.domain.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final ClientId APP = new ClientId("app");
    private static final UserId ALICE = new UserId("alice");
    private static final UpstreamBinding BINDING = new UpstreamBinding(ALICE, "alice-at-idp", APP, "us-at-idp");
    private static final Holder HOLDER = new Holder(ALICE, APP);
    private static final ProviderName MAIN = new ProviderName("main");
    private static final ProviderName OTHER = new ProviderName("other");
    private static final List<ProviderName> BOTH = List.of(MAIN, OTHER);
    private static final SessionId OLD = session("old");
    private static final SessionId NEW = session("new");

    private final World world = new World();
    private final SealedUpstreamTokens upstream = new SealedUpstreamTokens(world.realm(), world.seal(), world.fences());

    private static SessionId session(String name) {
        return new SessionId(name + "0123456789abcdefghijklmnopqrst");
    }

    private static UpstreamTokenSet tokens(String access, Optional<String> refresh) {
        return new UpstreamTokenSet(
                Optional.of(access), refresh, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private void keep(SessionId session, ProviderName provider, Optional<String> refresh, UpstreamBinding binding) {
        assertThat(upstream.keep(
                        new UpstreamTokenKey(session, provider),
                        tokens("access of " + session.value(), refresh),
                        binding,
                        world.realm().now()))
                .isEqualTo(SaveOutcome.SAVED);
    }

    /** A login that ends. */
    private void logIn(SessionId session, Optional<String> refresh, UpstreamBinding binding) {
        keep(session, MAIN, refresh, binding);
        assertThat(upstream.settle(session, List.of(MAIN), binding.user())).containsExactly(MAIN);
        world.clock().advance(Duration.ofSeconds(1));
    }

    private Optional<String> refreshToken(SessionId session) {
        return upstream.find(new UpstreamTokenKey(session, MAIN), HOLDER)
                .match(new UpstreamOutcome.Cases<>(
                        kept -> kept.tokens().refreshToken(),
                        kept -> kept.tokens().refreshToken(),
                        () -> Optional.of("wrong holder"),
                        () -> Optional.of("unknown")));
    }

    @Test
    void whatALoginKeepsIsNobodysUntilItEnds() {
        keep(NEW, MAIN, Optional.of("refresh"), BINDING);
        assertThat(refreshToken(NEW)).contains("unknown");
        assertThat(upstream.ofSession(NEW, HOLDER)).isEmpty();
        assertThat(upstream.latest(ALICE, MAIN)).isEmpty();

        assertThat(upstream.settle(NEW, BOTH, ALICE)).containsExactly(MAIN);
        assertThat(refreshToken(NEW)).contains("refresh");
        assertThat(upstream.ofSession(NEW, HOLDER)).hasSize(1);
        world.clock().advance(Duration.ofDays(1));
        assertThat(purge()).isZero();
    }

    @Test
    void whatALoginKeptIsOverExactlyWhenItCanGoOnNoLonger() {
        Instant begun = world.realm().now();
        keep(NEW, MAIN, Optional.empty(), BINDING);
        keep(OLD, MAIN, Optional.empty(), BINDING);
        Instant end = world.fences().lastWriteOf(begun);
        world.clock().advance(Duration.between(begun, end).minusNanos(1000));
        assertThat(purge()).isZero();
        assertThat(upstream.settle(OLD, BOTH, ALICE)).containsExactly(MAIN);
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(upstream.settle(NEW, BOTH, ALICE)).as("though not purged").isEmpty();
        assertThat(purge()).isEqualTo(1);
        assertThat(upstream.settle(NEW, BOTH, ALICE)).isEmpty();
        assertThat(upstream.settle(OLD, BOTH, ALICE)).as("again").containsExactly(MAIN);
    }

    private int purge() {
        return world.records().upstreamTokens().purge(world.realm().now(), 100).removed();
    }

    @Test
    void anotherUsersTokensAreNotSettled() {
        keep(NEW, MAIN, Optional.empty(), BINDING);
        keep(NEW, OTHER, Optional.empty(), new UpstreamBinding(new UserId("bob"), "bob-at-idp", APP, "us-at-idp"));
        assertThat(upstream.settle(NEW, BOTH, ALICE)).containsExactly(MAIN);
    }

    @Test
    void aRefreshTokenMovesToTheNextSessionOfTheSameAccount() {
        logIn(OLD, Optional.of("once"), BINDING);
        logIn(NEW, Optional.empty(), BINDING);
        assertThat(refreshToken(NEW)).contains("once");
        assertThat(refreshToken(OLD)).isEmpty();
        assertThat(world.types()).contains(AuditType.UPSTREAM_READ);
        assertThat(world.told()).doesNotContain("once");
    }

    @Test
    void aRefreshTokenOfItsOwnIsEnough() {
        logIn(OLD, Optional.of("old"), BINDING);
        logIn(NEW, Optional.of("new"), BINDING);
        assertThat(refreshToken(NEW)).contains("new");
        assertThat(refreshToken(OLD)).contains("old");
    }

    @Test
    void theRefreshTokenOfTheLastLoginMoves() {
        SessionId older = session("older");
        logIn(older, Optional.of("first"), BINDING);
        logIn(OLD, Optional.of("second"), BINDING);
        logIn(NEW, Optional.empty(), BINDING);
        assertThat(refreshToken(NEW)).contains("second");
        assertThat(refreshToken(older)).contains("first");
    }

    @Test
    void nothingMovesFromAnotherAccountOrAnotherClientThere() {
        logIn(OLD, Optional.of("once"), BINDING);
        for (UpstreamBinding other : Set.of(
                new UpstreamBinding(ALICE, "another", APP, "us-at-idp"),
                new UpstreamBinding(ALICE, "alice-at-idp", APP, "another"))) {
            logIn(NEW, Optional.empty(), other);
            assertThat(refreshToken(NEW)).isEmpty();
        }
        logIn(NEW, Optional.empty(), new UpstreamBinding(new UserId("bob"), "alice-at-idp", APP, "us-at-idp"));
        assertThat(refreshToken(OLD)).contains("once");
    }

    @Test
    void nothingMovesFromALoginOnItsWay() {
        keep(OLD, MAIN, Optional.of("once"), BINDING);
        world.clock().advance(Duration.ofSeconds(1));
        logIn(NEW, Optional.empty(), BINDING);
        assertThat(refreshToken(NEW)).isEmpty();
        assertThat(upstream.settle(OLD, List.of(MAIN), ALICE)).containsExactly(MAIN);
        assertThat(refreshToken(OLD)).contains("once");
    }

    @Test
    void ofManyNewSessionsOneGetsTheRefreshToken() throws Exception {
        for (int round = 0; round < 50; round++) {
            String prefix = "r" + round + "-";
            logIn(session(prefix + "old"), Optional.of("once"), BINDING);
            AtomicInteger runner = new AtomicInteger();
            Race.run(() -> {
                SessionId mine = session(prefix + runner.incrementAndGet());
                keep(mine, MAIN, Optional.empty(), BINDING);
                return upstream.settle(mine, List.of(MAIN), ALICE);
            });
            List<SessionId> sessions = new ArrayList<>(List.of(session(prefix + "old")));
            for (int n = 1; n <= runner.get(); n++) {
                sessions.add(session(prefix + n));
            }
            assertThat(sessions.stream().filter(each -> refreshToken(each).isPresent()))
                    .hasSize(1);
            sessions.forEach(upstream::endSession);
            world.clock().advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void aSessionThatGoesOnKeepsItsRefreshToken() {
        logIn(NEW, Optional.of("once"), BINDING);
        renew(Optional.empty(), BINDING);
        assertThat(refreshToken(NEW)).contains("once");
        renew(Optional.of("again"), BINDING);
        assertThat(refreshToken(NEW)).contains("again");
        renew(Optional.empty(), new UpstreamBinding(ALICE, "another", APP, "us-at-idp"));
        assertThat(refreshToken(NEW)).isEmpty();
    }

    @Test
    void aSessionThatGoesOnTakesOverTheRefreshTokenOfTheOneBefore() {
        logIn(OLD, Optional.of("once"), BINDING);
        renew(Optional.empty(), BINDING);
        assertThat(refreshToken(NEW)).contains("once");
        assertThat(refreshToken(OLD)).isEmpty();
    }

    private void renew(Optional<String> refresh, UpstreamBinding binding) {
        assertThat(upstream.renew(
                        new UpstreamTokenKey(NEW, MAIN),
                        tokens("renewed", refresh),
                        binding,
                        world.realm().now()))
                .isEqualTo(SaveOutcome.SAVED);
    }
}
