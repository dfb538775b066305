package dev.granary.domain.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SealedUpstreamTokensTest {

    private static final ClientId APP = new ClientId("app");
    private static final UserId ALICE = new UserId("alice");
    private static final UpstreamBinding BINDING = new UpstreamBinding(ALICE, "alice-at-idp", APP, "us-at-idp");
    private static final Holder HOLDER = new Holder(ALICE, APP);
    private static final ProviderName MAIN = new ProviderName("main");
    private static final ProviderName OTHER = new ProviderName("other");
    private static final SessionId SESSION = new SessionId("0123456789abcdefghijklmnopqrst");
    private static final UpstreamTokenKey KEY = new UpstreamTokenKey(SESSION, MAIN);

    private final World world = new World();
    private final SealedUpstreamTokens upstream = new SealedUpstreamTokens(world.realm(), world.seal(), world.fences());

    @Test
    void whatWasSavedIsFoundWhole() {
        UpstreamTokenSet tokens = tokens("first", Optional.of(in(Duration.ofHours(1))));
        assertThat(save(KEY, tokens)).isEqualTo(SaveOutcome.SAVED);

        assertThat(upstream.find(KEY, HOLDER))
                .isEqualTo(new UpstreamOutcome.Found(new KeptUpstreamTokens(KEY, tokens, BINDING)));
        assertThat(upstream.find(new UpstreamTokenKey(SESSION, OTHER), HOLDER))
                .isEqualTo(new UpstreamOutcome.Unknown());
    }

    @Test
    void aListingOfASessionHasExpiredTokensToo() {
        UpstreamTokenSet over = tokens("over", Optional.of(in(Duration.ofHours(1))));
        UpstreamTokenSet lasting = tokens("lasting", Optional.empty());
        save(KEY, over);
        save(new UpstreamTokenKey(SESSION, OTHER), lasting);
        world.clock().advance(Duration.ofDays(29));

        assertThat(upstream.ofSession(SESSION, HOLDER))
                .extracting(KeptUpstreamTokens::tokens)
                .containsExactlyInAnyOrder(over, lasting);
    }

    @Test
    void whatWasNotGivenStaysUnset() {
        UpstreamTokenSet none = new UpstreamTokenSet(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        save(KEY, none);

        assertThat(upstream.find(KEY, HOLDER))
                .isEqualTo(new UpstreamOutcome.Found(new KeptUpstreamTokens(KEY, none, BINDING)));
    }

    @Test
    void noTokenIsStoredInTheClearAndNoneOpensElsewhere() {
        save(KEY, tokens("secret", Optional.empty()));
        UpstreamToken stored = world.records().upstreamTokens().find(KEY).orElseThrow();
        String json = new String(UpstreamToken.KIND.encode(stored), StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("secret");

        UpstreamTokenKey elsewhere = new UpstreamTokenKey(SESSION, OTHER);
        world.records()
                .upstreamTokens()
                .insert(new UpstreamToken(
                        elsewhere, stored.tokens(), BINDING, Optional.empty(), stored.begunAt(), stored.stamp()));
        assertThatThrownBy(() -> upstream.find(elsewhere, HOLDER)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void anExpiredSetIsToldApartExactly() {
        save(KEY, tokens("first", Optional.of(in(Duration.ofHours(1)))));

        world.clock().advance(Duration.ofHours(1).minusNanos(1000));
        assertThat(upstream.find(KEY, HOLDER)).isInstanceOf(UpstreamOutcome.Found.class);
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(upstream.find(KEY, HOLDER)).isInstanceOf(UpstreamOutcome.Expired.class);
    }

    @Test
    void anotherUserOrClientGetsNothingAndIsTold() {
        save(KEY, tokens("secret", Optional.empty()));
        Holder bob = new Holder(new UserId("bob"), APP);
        Holder otherApp = new Holder(ALICE, new ClientId("other"));

        assertThat(upstream.find(KEY, bob)).isEqualTo(new UpstreamOutcome.WrongHolder());
        assertThat(upstream.find(KEY, otherApp)).isEqualTo(new UpstreamOutcome.WrongHolder());
        assertThat(upstream.ofSession(SESSION, bob)).isEmpty();

        assertThat(world.types()).hasSize(3).containsOnly(AuditType.BINDING_FAILED);
        assertThat(world.told()).doesNotContain("secret", SESSION.value());
        assertThat(upstream.find(KEY, HOLDER)).isInstanceOf(UpstreamOutcome.Found.class);
        assertThat(world.types()).endsWith(AuditType.UPSTREAM_READ);
    }

    @Test
    void aLaterSaveReplacesTheWholeSet() {
        save(KEY, tokens("first", Optional.of(in(Duration.ofHours(1)))));
        UpstreamTokenSet second = new UpstreamTokenSet(
                Optional.of("second"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        save(KEY, second);

        assertThat(upstream.ofSession(SESSION, HOLDER)).containsExactly(new KeptUpstreamTokens(KEY, second, BINDING));
    }

    @Test
    void aSaveForAnotherUserMovesTheIndexWithIt() {
        save(KEY, tokens("of alice", Optional.empty()));
        UserId bob = new UserId("bob");
        UpstreamBinding bobs = new UpstreamBinding(bob, "bob-at-idp", APP, "us-at-idp");

        upstream.save(KEY, tokens("of bob", Optional.empty()), bobs, now());

        assertThat(upstream.latest(ALICE, MAIN)).isEmpty();
        assertThat(upstream.latest(bob, MAIN)).map(KeptUpstreamTokens::binding).contains(bobs);
        assertThat(upstream.find(KEY, HOLDER)).isEqualTo(new UpstreamOutcome.WrongHolder());
    }

    @Test
    void theLatestExpiryWinsAndNoneBeatsAny() {
        save(new UpstreamTokenKey(session(1), MAIN), tokens("sooner", Optional.of(in(Duration.ofHours(1)))));
        save(new UpstreamTokenKey(session(2), MAIN), tokens("later", Optional.of(in(Duration.ofHours(2)))));
        save(new UpstreamTokenKey(session(3), OTHER), tokens("elsewhere", Optional.empty()));
        assertThat(latest()).contains("later");

        world.clock().advance(Duration.ofHours(3));
        assertThat(latest()).contains("later");
        save(new UpstreamTokenKey(session(4), MAIN), tokens("for ever", Optional.empty()));
        assertThat(latest()).contains("for ever");
        assertThat(upstream.latest(new UserId("bob"), MAIN)).isEmpty();
    }

    @Test
    void theEndOfASessionRemovesAllOfItAndNothingElse() {
        save(KEY, tokens("one", Optional.empty()));
        save(new UpstreamTokenKey(SESSION, OTHER), tokens("two", Optional.empty()));
        UpstreamTokenKey another = new UpstreamTokenKey(session(1), MAIN);
        save(another, tokens("three", Optional.empty()));

        assertThat(upstream.endSession(SESSION)).isEqualTo(2);

        assertThat(upstream.ofSession(SESSION, HOLDER)).isEmpty();
        assertThat(upstream.find(another, HOLDER)).isInstanceOf(UpstreamOutcome.Found.class);
        assertThat(upstream.endSession(SESSION)).isZero();
    }

    @Test
    void whatALoginSavesAfterARevocationIsRefusedAndNotKept() {
        Instant begunAt = now();
        world.clock().advance(Duration.ofMinutes(1));
        world.revocations().revokeSubject(new Subject(ALICE.value()));

        assertThat(upstream.save(KEY, tokens("late", Optional.empty()), BINDING, begunAt))
                .isEqualTo(SaveOutcome.FENCED);
        assertThat(world.records().upstreamTokens().find(KEY)).isEmpty();
        assertThat(world.types()).endsWith(AuditType.FENCED);

        world.clock().advance(Duration.ofSeconds(5));
        assertThat(save(KEY, tokens("new login", Optional.empty()))).isEqualTo(SaveOutcome.SAVED);
    }

    @Test
    void clientAndSessionFencesStopASave() {
        Instant begunAt = now();
        world.revocations().revokeClient(APP);
        assertThat(upstream.save(KEY, tokens("late", Optional.empty()), BINDING, begunAt))
                .isEqualTo(SaveOutcome.FENCED);

        World other = new World();
        SealedUpstreamTokens there = new SealedUpstreamTokens(other.realm(), other.seal(), other.fences());
        there.endSession(SESSION);
        assertThat(there.save(KEY, tokens("late", Optional.empty()), BINDING, begunAt))
                .isEqualTo(SaveOutcome.FENCED);
    }

    @Test
    void nothingOutlivesTheEndOfItsSessionHoweverTheyRace() throws Exception {
        for (int round = 0; round < 100; round++) {
            UpstreamTokenKey key = new UpstreamTokenKey(session(round), MAIN);
            AtomicInteger turn = new AtomicInteger();
            Race.run(() -> turn.getAndIncrement() % 4 == 0
                    ? upstream.endSession(key.session())
                    : save(key, tokens("racing", Optional.empty())));

            assertThat(world.records().upstreamTokens().find(key)).isEmpty();
        }
    }

    @Test
    void oneUpstreamOfASessionIsEndedAlone() {
        UpstreamTokenKey other = new UpstreamTokenKey(SESSION, OTHER);
        UpstreamTokenKey elsewhere = new UpstreamTokenKey(session(1), MAIN);
        for (UpstreamTokenKey key : List.of(KEY, other, elsewhere)) {
            save(key, tokens("first", Optional.empty()));
        }
        assertThat(upstream.end(KEY)).isTrue();
        assertThat(upstream.find(KEY, HOLDER)).isEqualTo(new UpstreamOutcome.Unknown());
        assertThat(upstream.find(other, HOLDER)).isInstanceOf(UpstreamOutcome.Found.class);
        assertThat(upstream.find(elsewhere, HOLDER)).isInstanceOf(UpstreamOutcome.Found.class);
        assertThat(upstream.end(KEY)).as("again").isFalse();
    }

    @Test
    void whatNeverExpiresEndsAWhileAfterItsSession() {
        SealedUpstreamTokens bounded = new SealedUpstreamTokens(
                world.realm(), world.seal(), world.fences(), Optional.of(Duration.ofDays(180)));
        Instant begun = now();
        bounded.save(KEY, tokens("first", Optional.empty()), BINDING, begun);
        UpstreamToken stored = world.records().upstreamTokens().find(KEY).orElseThrow();
        assertThat(stored.tokens().sessionExpiresAt()).contains(begun.plus(Duration.ofDays(180)));
        assertThat(stored.retainUntil()).isEqualTo(begun.plus(Duration.ofDays(210)));
    }

    @Test
    void lostRepliesLoseNothing() {
        world.storage().loseReplies(2);
        save(KEY, tokens("first", Optional.empty()));
        world.storage().loseReplies(2);
        save(KEY, tokens("second", Optional.empty()));
        assertThat(latest()).contains("second");

        world.storage().loseReplies(2);
        upstream.endSession(SESSION);
        assertThat(world.records().upstreamTokens().find(KEY)).isEmpty();
    }

    private Optional<String> latest() {
        return upstream.latest(ALICE, MAIN).flatMap(kept -> kept.tokens().accessToken());
    }

    private SaveOutcome save(UpstreamTokenKey key, UpstreamTokenSet tokens) {
        return upstream.save(key, tokens, BINDING, now());
    }

    private Instant now() {
        return world.realm().now();
    }

    private Instant in(Duration time) {
        return now().plus(time);
    }

    private static SessionId session(int number) {
        return new SessionId("0123456789abcdefghijklmn-" + number);
    }

    private static UpstreamTokenSet tokens(String access, Optional<Instant> expiresAt) {
        return new UpstreamTokenSet(
                Optional.of(access),
                Optional.of("refresh " + access),
                Optional.of("id " + access),
                expiresAt,
                Optional.empty(),
                List.of("openid"));
    }
}
