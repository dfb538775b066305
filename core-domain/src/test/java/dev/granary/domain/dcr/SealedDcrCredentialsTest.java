package dev.granary.domain.dcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.record.Times;
import dev.granary.upstream.ProviderName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SealedDcrCredentialsTest {

    private static final Duration KEPT = Duration.ofDays(200);
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final ProviderName MAIN = new ProviderName("main");
    private static final RegistrationKey KEY =
            new RegistrationKey("https://us.example", MAIN, "https://us.example/cb", ScopesHash.of(List.of("openid")));

    private final World world = new World();
    private final SealedDcrCredentials credentials = new SealedDcrCredentials(world.realm(), world.seal(), KEPT);

    @Test
    void whatIsKeptIsInUseAndComesBackWhole() {
        UpstreamRegistration fresh = registration("one", Optional.of(in(Duration.ofDays(1))));
        assertThat(credentials.current(KEY)).isEmpty();

        assertThat(credentials.keep(KEY, fresh)).isEqualTo(fresh);

        assertThat(credentials.current(KEY)).contains(fresh);
        assertThat(credentials.find(new DcrCredentialKey(MAIN, "one"))).contains(fresh);
        assertThat(credentials.find(new DcrCredentialKey(new ProviderName("other"), "one")))
                .isEmpty();
        assertThat(world.types()).containsExactly(AuditType.UPSTREAM_REGISTERED);
    }

    @Test
    void whatAnotherServerMadeIsPutInUseAndLeftAsItIsWhenItIsHere() {
        UpstreamRegistration made = registration("one", Optional.of(in(Duration.ofDays(1))));
        Instant then = in(Duration.ofDays(-9));

        assertThat(credentials.adopt(KEY, made, then)).isEqualTo(AdoptOutcome.ADOPTED);

        assertThat(credentials.current(KEY)).contains(made);
        assertThat(stored("one").createdAt()).isEqualTo(then);
        assertThat(stored("one").retainUntil())
                .isEqualTo(in(Duration.ofDays(1)).plus(KEPT).plus(SKEW));
        UpstreamRegistration renewed =
                credentials.renew(KEY, made, () -> registration("one", Optional.of(in(Duration.ofDays(9)))));
        assertThat(credentials.adopt(KEY, made, then)).isEqualTo(AdoptOutcome.PRESENT);
        assertThat(credentials.current(KEY)).contains(renewed);
    }

    @Test
    void anAdoptionThatBrokeOffIsTakenUp() {
        UpstreamRegistration made = registration("one", Optional.empty());
        world.storage().beforeNextInsert(CurrentRegistration.KIND, () -> {
            throw new StorageUnavailableException(StorageFault.of("map", "insert", "current", "told to fail"));
        });
        assertThatThrownBy(() -> credentials.adopt(KEY, made, in(Duration.ZERO)))
                .isInstanceOf(StorageUnavailableException.class);
        world.storage().refuseNextReplace();
        assertThatThrownBy(() -> credentials.adopt(KEY, made, in(Duration.ZERO)))
                .isInstanceOf(StorageUnavailableException.class);

        assertThat(credentials.adopt(KEY, made, in(Duration.ZERO))).isEqualTo(AdoptOutcome.PRESENT);

        assertThat(stored("one").retainUntil()).isEqualTo(Times.FOREVER);
        assertThat(credentials.current(KEY)).contains(made);
    }

    @Test
    void theOneInUseHereStaysInUseAndTheOtherIsKeptForItsTokens() {
        UpstreamRegistration here = credentials.keep(KEY, registration("here", Optional.empty()));

        assertThat(credentials.adopt(KEY, registration("there", Optional.empty()), in(Duration.ZERO)))
                .isEqualTo(AdoptOutcome.ADOPTED);

        assertThat(credentials.current(KEY)).contains(here);
        assertThat(credentials.find(new DcrCredentialKey(MAIN, "there"))).isPresent();
        assertThat(stored("there").retainUntil()).isEqualTo(in(KEPT).plus(SKEW));
        assertThat(credentials.adopt(KEY, registration("over", Optional.of(in(Duration.ZERO))), in(Duration.ZERO)))
                .isEqualTo(AdoptOutcome.OVER);
    }

    @Test
    void nothingSecretIsStoredInTheClearOrTold() {
        credentials.keep(KEY, registration("one", Optional.empty()));
        String json = new String(DcrCredential.KIND.encode(stored("one")), StandardCharsets.UTF_8);

        assertThat(json).doesNotContain("secret of one", "management of one");
        assertThat(world.told()).doesNotContain("secret of one", "management of one");
    }

    @Test
    void aPublicRegistrationHasNoSecret() {
        UpstreamRegistration open = new UpstreamRegistration(
                "one",
                Optional.empty(),
                Optional.of("none"),
                Optional.empty(),
                Optional.empty(),
                "https://idp.example/authorize",
                "https://idp.example/token",
                Optional.empty(),
                Optional.empty());

        credentials.keep(KEY, open);

        assertThat(credentials.current(KEY)).contains(open);
    }

    @Test
    void whoComesSecondGetsTheOneInUseAndItsOwnEnds() {
        UpstreamRegistration first = credentials.keep(KEY, registration("one", Optional.empty()));

        assertThat(credentials.keep(KEY, registration("two", Optional.empty()))).isEqualTo(first);

        assertThat(stored("one").retainUntil()).isEqualTo(Times.FOREVER);
        assertThat(stored("two").retainUntil()).isEqualTo(in(KEPT).plus(SKEW));
    }

    @Test
    void manyWhoEnrolOnTwoNodesRegisterOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SealedDcrCredentials other = new SealedDcrCredentials(world.realm(), world.seal(), KEPT);

        AtomicInteger runners = new AtomicInteger();
        List<UpstreamRegistration> got = Race.run(() -> (runners.incrementAndGet() % 2 == 0 ? credentials : other)
                .enrol(KEY, () -> registration("client " + asked.incrementAndGet(), Optional.empty())));

        assertThat(asked).hasValue(1);
        assertThat(got).containsOnly(registration("client 1", Optional.empty()));
    }

    @Test
    void whoFailsToRegisterFailsAloneAndLetsTheNextOneBegin() {
        assertThatThrownBy(() -> credentials.enrol(KEY, () -> {
                    throw new IllegalStateException("the upstream is down");
                }))
                .hasMessage("the upstream is down");

        UpstreamRegistration one = registration("one", Optional.empty());
        assertThat(credentials.enrol(KEY, () -> one)).isEqualTo(one);
    }

    @Test
    void aRenewalThatKeepsTheClientIdMovesItsExpiryOn() {
        UpstreamRegistration old = credentials.keep(KEY, registration("one", Optional.of(in(Duration.ofDays(1)))));
        UpstreamRegistration renewed = registration("one", Optional.of(in(Duration.ofDays(30))));

        assertThat(credentials.renew(KEY, old, () -> renewed)).isEqualTo(renewed);

        world.clock().advance(Duration.ofDays(2));
        assertThat(credentials.current(KEY)).contains(renewed);
    }

    @Test
    void aRenewalMayBringAnotherClientIdAndTheOldOneStaysForItsTokens() {
        UpstreamRegistration old = credentials.keep(KEY, registration("one", Optional.of(in(Duration.ofDays(1)))));
        UpstreamRegistration other = registration("two", Optional.of(in(Duration.ofDays(30))));

        assertThat(credentials.renew(KEY, old, () -> other)).isEqualTo(other);

        assertThat(credentials.current(KEY)).contains(other);
        assertThat(credentials.find(new DcrCredentialKey(MAIN, "one"))).contains(old);
    }

    @Test
    void whoRenewsWhatIsNotInUseAnyMoreGetsTheOneThatIsAndAsksNothing() {
        UpstreamRegistration old = credentials.keep(KEY, registration("one", Optional.of(in(Duration.ofDays(1)))));
        UpstreamRegistration other = registration("two", Optional.of(in(Duration.ofDays(30))));
        credentials.renew(KEY, old, () -> other);

        assertThat(credentials.renew(KEY, old, () -> {
                    throw new IllegalStateException("asked");
                }))
                .isEqualTo(other);
    }

    @Test
    void anExpiredOneIsReplacedExactlyAtItsExpiryAndStaysForItsTokens() {
        Instant end = in(Duration.ofDays(1));
        credentials.keep(KEY, registration("one", Optional.of(end)));
        world.clock().advance(Duration.ofDays(1).minusNanos(1000));
        assertThat(credentials.keep(KEY, registration("two", Optional.empty())).clientId())
                .isEqualTo("one");

        world.clock().advance(Duration.ofNanos(1000));
        assertThat(credentials.current(KEY)).isEmpty();
        assertThat(credentials
                        .keep(KEY, registration("three", Optional.empty()))
                        .clientId())
                .isEqualTo("three");

        assertThat(credentials.current(KEY)).map(UpstreamRegistration::clientId).contains("three");
        assertThat(credentials.find(new DcrCredentialKey(MAIN, "one"))).isPresent();
        assertThat(stored("one").retainUntil()).isEqualTo(end.plus(KEPT).plus(SKEW));
    }

    @Test
    void ofTwoWhoReplaceAnExpiredOneTheFirstDecides() {
        credentials.keep(KEY, registration("one", Optional.of(in(Duration.ofDays(1)))));
        world.clock().advance(Duration.ofDays(1));
        world.storage().beforeNextReplace(() -> credentials.keep(KEY, registration("two", Optional.empty())));

        assertThat(credentials
                        .keep(KEY, registration("three", Optional.empty()))
                        .clientId())
                .isEqualTo("two");
        assertThat(credentials.current(KEY)).map(UpstreamRegistration::clientId).contains("two");
    }

    @Test
    void registrationsForDifferentThingsDoNotMeet() {
        RegistrationKey other =
                new RegistrationKey(KEY.issuer(), MAIN, KEY.redirectUri(), ScopesHash.of(List.of("openid", "email")));
        credentials.keep(KEY, registration("one", Optional.empty()));

        assertThat(credentials.current(other)).isEmpty();
        assertThat(credentials
                        .keep(other, registration("two", Optional.empty()))
                        .clientId())
                .isEqualTo("two");
        assertThat(credentials.current(KEY)).map(UpstreamRegistration::clientId).contains("one");
    }

    @Test
    void thoseInUseAreListedWhereverTheyAreAndTheOthersNot() {
        RegistrationKey elsewhere = new RegistrationKey(
                "https://former.example", new ProviderName("former"), KEY.redirectUri(), KEY.scopes());
        RegistrationKey brief = new RegistrationKey(KEY.issuer(), MAIN, "https://us.example/other", KEY.scopes());
        credentials.keep(KEY, registration("one", Optional.empty()));
        credentials.keep(KEY, registration("loser", Optional.empty()));
        credentials.keep(elsewhere, registration("two", Optional.empty()));
        credentials.keep(brief, registration("over", Optional.of(in(Duration.ofDays(1)))));
        world.clock().advance(Duration.ofDays(1));

        assertThat(credentials.list())
                .containsExactlyInAnyOrder(
                        stored("one"),
                        world.records()
                                .dcrCredentials()
                                .find(new DcrCredentialKey(elsewhere.upstream(), "two"))
                                .orElseThrow());

        credentials.retire(MAIN);
        assertThat(credentials.list()).extracting(DcrCredential::clientId).containsExactly("two");
    }

    @Test
    void theSameClientIdGivenAnewBringsItsNewSecret() {
        credentials.keep(KEY, registration("one", Optional.empty()));
        UpstreamRegistration again = new UpstreamRegistration(
                "one",
                Optional.of("another secret"),
                Optional.of("client_secret_basic"),
                Optional.empty(),
                Optional.empty(),
                "https://idp.example/authorize",
                "https://idp.example/token",
                Optional.empty(),
                Optional.empty());

        assertThat(credentials.keep(KEY, again)).isEqualTo(again);
        assertThat(credentials.current(KEY)).contains(again);
        assertThat(stored("one").retainUntil()).isEqualTo(Times.FOREVER);
    }

    @Test
    void ofManyAtOnceOneDecidesAndAllGetIt() throws Exception {
        for (int round = 0; round < 50; round++) {
            RegistrationKey key =
                    new RegistrationKey("https://us.example/" + round, MAIN, KEY.redirectUri(), KEY.scopes());
            AtomicInteger number = new AtomicInteger(round * 100);
            List<UpstreamRegistration> got = Race.run(
                    () -> credentials.keep(key, registration("client-" + number.getAndIncrement(), Optional.empty())));

            assertThat(got).containsOnly(credentials.current(key).orElseThrow());
        }
    }

    @Test
    void aCrashBeforeTheWinnerIsKeptIsMadeUpForByTheNextRead() {
        world.storage().refuseNextReplace();
        UpstreamRegistration fresh = registration("one", Optional.empty());
        assertThatThrownBy(() -> credentials.keep(KEY, fresh)).isInstanceOf(StorageUnavailableException.class);
        assertThat(stored("one").retainUntil()).isNotEqualTo(Times.FOREVER);

        assertThat(credentials.current(KEY)).contains(fresh);
        assertThat(stored("one").retainUntil()).isEqualTo(Times.FOREVER);
    }

    @Test
    void aNameWithoutItsCredentialIsReplaced() {
        credentials.keep(KEY, registration("one", Optional.empty()));
        world.records()
                .dcrCredentials()
                .remove(new DcrCredentialKey(MAIN, "one"), stored("one").revision());
        assertThat(credentials.current(KEY)).isEmpty();

        assertThat(credentials.keep(KEY, registration("two", Optional.empty())).clientId())
                .isEqualTo("two");
        assertThat(world.storage().count(CurrentRegistration.KIND)).isEqualTo(1);
    }

    @Test
    void lostRepliesLoseNoRegistration() {
        world.storage().loseReplies(2);
        credentials.keep(KEY, registration("one", Optional.empty()));

        assertThat(credentials.current(KEY)).map(UpstreamRegistration::clientId).contains("one");
    }

    private DcrCredential stored(String clientId) {
        return world.records()
                .dcrCredentials()
                .find(new DcrCredentialKey(MAIN, clientId))
                .orElseThrow();
    }

    private Instant in(Duration time) {
        return world.realm().now().plus(time);
    }

    private static UpstreamRegistration registration(String clientId, Optional<Instant> secretExpiresAt) {
        return new UpstreamRegistration(
                clientId,
                Optional.of("secret of " + clientId),
                Optional.of("client_secret_basic"),
                Optional.of("management of " + clientId),
                Optional.of("https://idp.example/register/" + clientId),
                "https://idp.example/authorize",
                "https://idp.example/token",
                Optional.of(Instant.parse("2025-12-31T00:00:00Z")),
                secretExpiresAt);
    }
}
