package dev.granary.domain.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.domain.fixture.World;
import dev.granary.fence.FenceKey;
import dev.granary.record.StorageException;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarlierTokensTest {

    private static final ClientId APP = new ClientId("app");
    private static final UserId ALICE = new UserId("alice");
    private static final UpstreamBinding BINDING = new UpstreamBinding(ALICE, "alice-there", APP, "us-there");
    private static final Holder HOLDER = new Holder(ALICE, APP);
    private static final ProviderName CODE = new ProviderName("code");
    private static final UpstreamTokenKey OLD = key("old");
    private static final UpstreamTokenKey OLDER = key("older");
    private static final UpstreamTokenKey NEW = key("new");
    private static final EarlierTokens.Wanted WANTED =
            new EarlierTokens.Wanted(NEW, HOLDER, "us-there", List.of("read", "offline_access"));

    private final World world = new World();
    private final SealedUpstreamTokens tokens = new SealedUpstreamTokens(world.realm(), world.seal(), world.fences());
    private final AtomicInteger calls = new AtomicInteger();
    private RefreshAnswer answer = new RefreshAnswer.Refreshed(set("second", Optional.of("rotated"), 3600));
    private Instant begun = world.realm().now();

    private static UpstreamTokenKey key(String session) {
        return new UpstreamTokenKey(new SessionId(session + "0123456789abcdefghijklmnopqrst"), CODE);
    }

    private UpstreamTokenSet set(String access, Optional<String> refresh, long seconds) {
        return new UpstreamTokenSet(
                Optional.of(access),
                refresh,
                Optional.of("id of " + access),
                Optional.of(world.realm().now().plusSeconds(seconds)),
                Optional.empty(),
                List.of("read"));
    }

    private void saved(UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding) {
        assertThat(tokens.save(key, set, binding, world.realm().now())).isEqualTo(SaveOutcome.SAVED);
        world.clock().advance(Duration.ofSeconds(10));
        begun = world.realm().now();
    }

    private CarryOutcome carry() {
        return carry(WANTED);
    }

    private CarryOutcome carry(EarlierTokens.Wanted wanted) {
        UpstreamCredentials credentials = new RefreshedCredentials(
                world.realm(),
                new RefreshedCredentials.Parts(
                        world.seal(),
                        world.fences(),
                        (kept, until) -> {
                            calls.incrementAndGet();
                            return answer;
                        },
                        RefreshPolicy.DEFAULT,
                        Runnable::run));
        return new EarlierTokens(
                        world.realm(), new EarlierTokens.Parts(tokens, credentials, world.seal(), world.fences()))
                .carry(wanted, begun);
    }

    private UpstreamTokenSet settled() {
        assertThat(tokens.settle(NEW.session(), List.of(CODE), ALICE)).containsExactly(CODE);
        return given(NEW);
    }

    private UpstreamTokenSet given(UpstreamTokenKey key) {
        return tokens.find(key, HOLDER)
                .match(new UpstreamOutcome.Cases<>(
                        KeptUpstreamTokens::tokens,
                        KeptUpstreamTokens::tokens,
                        () -> {
                            throw new AssertionError("wrong holder");
                        },
                        () -> {
                            throw new AssertionError("unknown");
                        }));
    }

    @BeforeEach
    void logInAtFirst() {
        saved(OLD, set("first", Optional.of("refresh"), 3600), BINDING);
    }

    @Test
    void whatCanBeUsedIsCopiedAndTheRefreshTokenMovesWhenTheLoginEnds() {
        assertThat(carry()).isEqualTo(CarryOutcome.CARRIED);
        assertThat(calls).hasValue(0);
        assertThat(given(OLD).refreshToken()).as("until the login ends").contains("refresh");
        assertThat(tokens.find(NEW, HOLDER)).isEqualTo(new UpstreamOutcome.Unknown());

        UpstreamTokenSet carried = settled();
        assertThat(carried.accessToken()).contains("first");
        assertThat(carried.idToken()).contains("id of first");
        assertThat(carried.scopes()).containsExactly("read");
        assertThat(carried.refreshToken()).contains("refresh");
        assertThat(given(OLD).refreshToken()).as("never in two places").isEmpty();
        assertThat(given(OLD).accessToken()).contains("first");
    }

    @Test
    void whatHasExpiredIsRefreshedOnceBefore() {
        world.clock().advance(Duration.ofHours(2));
        begun = world.realm().now();
        answer = new RefreshAnswer.Refreshed(set("second", Optional.of("rotated"), 3600));
        assertThat(carry()).isEqualTo(CarryOutcome.CARRIED);
        assertThat(calls).hasValue(1);
        UpstreamTokenSet carried = settled();
        assertThat(carried.accessToken()).contains("second");
        assertThat(carried.refreshToken()).contains("rotated");
    }

    @Test
    void whatCannotBeRefreshedIsLeftToTheUser() {
        world.clock().advance(Duration.ofHours(2));
        begun = world.realm().now();
        for (RefreshAnswer no : List.of(new RefreshAnswer.Unreachable(), new RefreshAnswer.Refused())) {
            answer = no;
            assertThat(carry()).isEqualTo(CarryOutcome.NOTHING);
        }
        assertThat(calls).hasValue(2);
        assertThat(world.records().upstreamTokens().find(NEW)).isEmpty();
    }

    @Test
    void nobodyElsesIsUsed() {
        for (EarlierTokens.Wanted other : List.of(
                new EarlierTokens.Wanted(NEW, new Holder(new UserId("bob"), APP), "us-there", List.of()),
                new EarlierTokens.Wanted(NEW, new Holder(ALICE, new ClientId("other")), "us-there", List.of()),
                new EarlierTokens.Wanted(NEW, HOLDER, "us-before", List.of()),
                new EarlierTokens.Wanted(NEW, HOLDER, "us-there", List.of("read", "write")),
                new EarlierTokens.Wanted(
                        new UpstreamTokenKey(NEW.session(), new ProviderName("mail")),
                        HOLDER,
                        "us-there",
                        List.of()))) {
            assertThat(carry(other)).isEqualTo(CarryOutcome.NOTHING);
        }
    }

    @Test
    void theLastAccountCountsAndNoOther() {
        UpstreamBinding another = new UpstreamBinding(ALICE, "alice-2-there", APP, "us-there");
        saved(OLDER, set("of two", Optional.empty(), 60), another);
        assertThat(carry()).as("it ends too soon").isEqualTo(CarryOutcome.NOTHING);
        saved(OLDER, set("of two", Optional.of("refresh of two"), 3600), another);
        assertThat(carry()).isEqualTo(CarryOutcome.CARRIED);
        assertThat(settled().accessToken()).contains("of two");
    }

    @Test
    void whatEndsBeforeTheLoginCanIsOfNoUse() {
        Duration longest = Duration.between(begun, world.fences().lastWriteOf(begun));
        saved(OLD, set("short", Optional.empty(), longest.toSeconds() + 10), BINDING);
        assertThat(carry()).isEqualTo(CarryOutcome.NOTHING);
        saved(OLD, set("long", Optional.empty(), longest.toSeconds() + 11), BINDING);
        assertThat(carry()).isEqualTo(CarryOutcome.CARRIED);
    }

    @Test
    void aLoginOnItsWayGivesNothing() {
        tokens.endSession(OLD.session());
        world.clock().advance(Duration.ofSeconds(10));
        begun = world.realm().now();
        tokens.keep(OLDER, set("underway", Optional.of("refresh"), 3600), BINDING, begun);
        assertThat(carry()).isEqualTo(CarryOutcome.NOTHING);
    }

    @Test
    void aSessionThatIsBeingEndedGivesNothing() {
        world.fences().set(FenceKey.of(OLD.session()), world.realm().now());
        assertThat(carry()).isEqualTo(CarryOutcome.NOTHING);
        assertThat(world.records().upstreamTokens().find(NEW)).isEmpty();
    }

    @Test
    void aLoginThatIsRevokedOnItsWayGetsNothing() {
        world.fences().set(FenceKey.of(NEW.session()), world.realm().now());
        assertThat(carry()).isEqualTo(CarryOutcome.FENCED);
        assertThat(world.records().upstreamTokens().find(NEW)).isEmpty();
        assertThat(given(OLD).refreshToken()).isPresent();
    }

    @Test
    void aStorageThatFailsIsNoReasonToAsk() {
        world.storage().loseReplies(1_000);
        assertThatThrownBy(this::carry).isInstanceOf(StorageException.class);
    }

    @Test
    void nothingSecretIsTold() {
        assertThat(carry()).isEqualTo(CarryOutcome.CARRIED);
        assertThat(world.told())
                .contains("carried over to a newer login")
                .doesNotContain("first", "refresh of", NEW.session().value());
        UpstreamToken kept = world.records().upstreamTokens().find(NEW).orElseThrow();
        assertThat(kept.binding()).isEqualTo(BINDING);
        assertThat(kept.tokens().accessToken().orElseThrow().envelope()).doesNotContain("first");
    }
}
