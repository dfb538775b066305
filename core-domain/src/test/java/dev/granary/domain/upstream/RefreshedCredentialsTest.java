package dev.granary.domain.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.World;
import dev.granary.record.StorageException;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshedCredentialsTest {

    private static final ClientId APP = new ClientId("app");
    private static final UserId ALICE = new UserId("alice");
    private static final UpstreamBinding BINDING = new UpstreamBinding(ALICE, "alice-at-idp", APP, "us-at-idp");
    private static final Holder HOLDER = new Holder(ALICE, APP);
    private static final SessionId SESSION = new SessionId("0123456789abcdefghijklmnopqrst");
    private static final UpstreamTokenKey KEY = new UpstreamTokenKey(SESSION, new ProviderName("main"));
    private static final UpstreamTokenKey OTHER = new UpstreamTokenKey(SESSION, new ProviderName("other"));
    private static final Duration WHILE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final World world = new World();
    private final SealedUpstreamTokens kept = new SealedUpstreamTokens(world.realm(), world.seal(), world.fences());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void callersOfOneRecordShareOneCallAndWhoGivesUpEndsNothing() throws Exception {
        saveExpired(KEY);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        UpstreamCredentials credentials = credentials(threads, MOMENT, (old, until) -> {
            calls.incrementAndGet();
            await(answer);
            return new RefreshAnswer.Refreshed(tokens("second"));
        });

        assertThat(credentials.valid(KEY, HOLDER)).isEqualTo(later(RefreshFault.BUSY));
        assertThat(credentials.valid(KEY, HOLDER)).isEqualTo(later(RefreshFault.BUSY));
        answer.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(access(credentials.valid(KEY, HOLDER))).contains("second");
        assertThat(calls).hasValue(1);
    }

    @Test
    void theUpstreamsOfASessionAreRefreshedSideBySideAndFailuresAreListed() {
        saveExpired(KEY);
        saveExpired(OTHER);
        CountDownLatch both = new CountDownLatch(2);
        UpstreamCredentials credentials = credentials(threads, WHILE, (old, until) -> {
            both.countDown();
            await(both);
            return old.key().equals(KEY)
                    ? new RefreshAnswer.Refreshed(tokens("second"))
                    : new RefreshAnswer.Unreachable();
        });

        Map<ProviderName, CredentialOutcome> all = credentials.allValid(SESSION, HOLDER);

        assertThat(access(all.getOrDefault(KEY.provider(), new CredentialOutcome.Unknown())))
                .contains("second");
        assertThat(all)
                .containsEntry(OTHER.provider(), later(RefreshFault.UPSTREAM))
                .hasSize(2);
    }

    @Test
    void whatCannotBeKeptIsToldAndNotGivenOut() {
        saveExpired(KEY);
        UpstreamCredentials credentials = inline((old, until) -> {
            world.storage().loseReplies(1_000);
            return new RefreshAnswer.Refreshed(tokens("second"));
        });

        assertThatThrownBy(() -> credentials.valid(KEY, HOLDER)).isInstanceOf(StorageException.class);

        assertThat(world.types()).endsWith(AuditType.UPSTREAM_REFRESH_LOST);
        assertThat(world.told()).doesNotContain("second", SESSION.value());
    }

    @Test
    void aResultWhoseRepliesAreLostIsKept() {
        saveExpired(KEY);
        UpstreamCredentials credentials = inline((old, until) -> {
            world.storage().loseReplies(4);
            return new RefreshAnswer.Refreshed(tokens("second"));
        });

        assertThat(access(credentials.valid(KEY, HOLDER))).contains("second");
        assertThat(world.types()).contains(AuditType.UPSTREAM_REFRESHED);
    }

    @Test
    void aRecordThatIsRewrittenDuringARefreshStillTakesTheResult() {
        saveExpired(KEY);
        UpstreamCredentials credentials = inline((old, until) -> {
            UpstreamToken stored = stored();
            world.records().upstreamTokens().replace(rewritten(stored), stored.revision());
            return new RefreshAnswer.Refreshed(tokens("second"));
        });

        assertThat(access(credentials.valid(KEY, HOLDER))).contains("second");
        assertThat(access(credentials.valid(KEY, HOLDER))).contains("second");
    }

    @Test
    void anotherUsersTokensAreNotKeptAndNeitherIsTheRefreshToken() {
        saveExpired(KEY);
        assertThat(inline((old, until) -> new RefreshAnswer.SubjectChanged()).valid(KEY, HOLDER))
                .isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.SUBJECT_CHANGED));

        assertThat(world.types()).endsWith(AuditType.UPSTREAM_SUBJECT_CHANGED);
        assertThat(stored().tokens().refreshToken()).isEmpty();
    }

    @Test
    void anUpstreamThatDidNotAnswerIsAskedAgainByTheNextCaller() {
        saveExpired(KEY);
        assertThat(inline((old, until) -> new RefreshAnswer.Unreachable()).valid(KEY, HOLDER))
                .isEqualTo(later(RefreshFault.UPSTREAM));

        assertThat(stored().refresh()).isEmpty();
        assertThat(access(inline((old, until) -> new RefreshAnswer.Refreshed(tokens("second")))
                        .valid(KEY, HOLDER)))
                .contains("second");
    }

    @Test
    void whatAnotherClientObtainedIsLeftAsItIs() {
        saveExpired(KEY);
        assertThat(inline((old, until) -> new RefreshAnswer.OtherClient()).valid(KEY, HOLDER))
                .isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.OTHER_CLIENT));

        assertThat(stored().tokens().refreshToken()).isPresent();
        assertThat(stored().refresh()).isEmpty();
    }

    @Test
    void anExecutorThatTakesNothingIsBusy() {
        saveExpired(KEY);
        Executor full = work -> {
            throw new RejectedExecutionException("full");
        };
        UpstreamCredentials credentials =
                credentials(full, WHILE, (old, until) -> new RefreshAnswer.Refreshed(tokens("second")));

        assertThat(credentials.valid(KEY, HOLDER)).isEqualTo(later(RefreshFault.BUSY));
    }

    @Test
    void aNewLoginDuringARefreshWins() {
        saveExpired(KEY);
        UpstreamCredentials credentials = inline((old, until) -> {
            kept.save(KEY, tokens("of the login"), BINDING, world.realm().now());
            return new RefreshAnswer.Refreshed(tokens("second"));
        });

        assertThat(access(credentials.valid(KEY, HOLDER))).contains("of the login");
        assertThat(world.types()).contains(AuditType.UPSTREAM_REFRESH_LOST);
    }

    @Test
    void aSetWithoutAnyEndGetsOne() {
        saveExpired(KEY);
        UpstreamTokenSet endless = new UpstreamTokenSet(
                Optional.of("second"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        inline((old, until) -> new RefreshAnswer.Refreshed(endless)).valid(KEY, HOLDER);

        assertThat(stored().tokens().sessionExpiresAt())
                .contains(world.realm().now().plus(UpstreamToken.KEPT));
    }

    private UpstreamCredentials inline(UpstreamRefresh upstream) {
        return credentials(Runnable::run, WHILE, upstream);
    }

    private UpstreamCredentials credentials(Executor executor, Duration patience, UpstreamRefresh upstream) {
        RefreshPolicy policy = new RefreshPolicy(Duration.ofSeconds(30), MOMENT, patience);
        return new RefreshedCredentials(
                world.realm(),
                new RefreshedCredentials.Parts(world.seal(), world.fences(), upstream, policy, executor));
    }

    private void saveExpired(UpstreamTokenKey key) {
        UpstreamTokenSet first = tokens("first");
        kept.save(key, first, BINDING, world.realm().now());
        world.clock().advance(Duration.ofHours(1));
    }

    private UpstreamToken stored() {
        return world.records().upstreamTokens().find(KEY).orElseThrow();
    }

    private UpstreamToken rewritten(UpstreamToken stored) {
        return new UpstreamToken(
                stored.key(),
                stored.tokens(),
                stored.binding(),
                stored.refresh(),
                stored.begunAt(),
                stored.stamp().next(world.realm().attempt()));
    }

    private UpstreamTokenSet tokens(String access) {
        return new UpstreamTokenSet(
                Optional.of(access),
                Optional.of("refresh " + access),
                Optional.of("id " + access),
                Optional.of(world.realm().now().plus(Duration.ofHours(1))),
                Optional.empty(),
                List.of("openid"));
    }

    private static CredentialOutcome later(RefreshFault fault) {
        return new CredentialOutcome.Later(fault);
    }

    private static Optional<String> access(CredentialOutcome outcome) {
        return outcome instanceof CredentialOutcome.Valid valid
                ? Optional.of(valid.credential().accessToken())
                : Optional.empty();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
