package dev.granary.domain.dcr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.World;
import dev.granary.upstream.ProviderName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationUpkeepTest {

    private static final ProviderName MAIN = new ProviderName("main");
    private static final RegistrationKey KEY =
            new RegistrationKey("https://us.example", MAIN, "https://us.example/cb", ScopesHash.of(List.of("openid")));
    private static final Duration KEPT = SealedDcrCredentials.KEPT;
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    private final World world = new World();
    private final SealedDcrCredentials credentials = new SealedDcrCredentials(world.realm(), world.seal(), KEPT);
    private final List<String> deleted = new ArrayList<>();
    private DeregistrationOutcome outcome = DeregistrationOutcome.GONE;
    private final RegistrationUpkeep upkeep =
            new RegistrationUpkeep(world.realm(), world.seal(), (upstream, registration) -> {
                deleted.add(upstream.value() + " " + registration.clientId() + " "
                        + registration.registrationAccessToken().orElseThrow());
                return outcome;
            });

    private void register(String id, Optional<Duration> life) {
        credentials.keep(
                KEY, registration(id, life.map(time -> world.realm().now().plus(time))));
    }

    private static UpstreamRegistration registration(String id, Optional<Instant> expiresAt) {
        return new UpstreamRegistration(
                id,
                Optional.of("secret"),
                Optional.empty(),
                Optional.of("token of " + id),
                Optional.of("https://idp.example/register/" + id),
                "https://idp.example/authorize",
                "https://idp.example/token",
                Optional.empty(),
                expiresAt);
    }

    private boolean isThere(String id) {
        return credentials.find(new DcrCredentialKey(MAIN, id)).isPresent();
    }

    private void housekeeping() {
        world.records().dcrCredentials().purge(world.realm().now(), 100);
        int steps = 1;
        while (upkeep.step(100).more()) {
            assertThat(++steps).isLessThan(10);
        }
    }

    @Test
    void whatIsInUseStays() {
        register("one", Optional.empty());
        for (int day = 0; day < 300; day++) {
            world.clock().advance(Duration.ofDays(1));
            housekeeping();
        }
        assertThat(deleted).isEmpty();
        assertThat(isThere("one")).isTrue();
    }

    @Test
    void oneWithAnExpiredSecretIsDeletedThereAndHere() {
        register("one", Optional.of(Duration.ofDays(1)));
        world.clock().advance(Duration.ofDays(1).plus(SKEW).minus(MICROSECOND));
        housekeeping();
        assertThat(deleted).isEmpty();
        world.clock().advance(MICROSECOND);
        housekeeping();
        assertThat(deleted).containsExactly("main one token of one");
        assertThat(isThere("one")).isFalse();
        assertThat(world.types()).endsWith(AuditType.UPSTREAM_DEREGISTERED);
        assertThat(world.told()).doesNotContain("token of");
    }

    @Test
    void oneThatNeverCameInUseIsDeletedBeforeItsRecordEnds() {
        register("one", Optional.empty());
        register("two", Optional.empty());
        world.clock().advance(KEPT.plus(SKEW).minus(RegistrationUpkeep.LEAD).minus(MICROSECOND));
        housekeeping();
        assertThat(deleted).isEmpty();
        world.clock().advance(MICROSECOND);
        housekeeping();
        assertThat(deleted).containsExactly("main two token of two");
        assertThat(isThere("two")).isFalse();
        assertThat(isThere("one")).isTrue();
    }

    @Test
    void whatCannotBeDeletedThereIsNotForgottenHere() {
        outcome = DeregistrationOutcome.FAILED;
        register("one", Optional.of(Duration.ofDays(1)));
        for (int day = 0; day < 300; day++) {
            world.clock().advance(Duration.ofDays(1));
            housekeeping();
        }
        assertThat(isThere("one")).isTrue();
        assertThat(deleted).hasSizeGreaterThan(290);
        assertThat(world.types())
                .filteredOn(AuditType.UPSTREAM_NOT_DEREGISTERED::equals)
                .hasSameSizeAs(deleted);

        outcome = DeregistrationOutcome.GONE;
        world.clock().advance(Duration.ofDays(1));
        housekeeping();
        assertThat(isThere("one")).isFalse();
    }

    @Test
    void aFailureIsTriedAgainInAnHourAndARefusalInADay() {
        register("one", Optional.of(Duration.ofDays(1)));
        world.clock().advance(Duration.ofDays(2));
        outcome = DeregistrationOutcome.FAILED;
        housekeeping();
        housekeeping();
        assertThat(deleted).hasSize(1);
        outcome = DeregistrationOutcome.REFUSED;
        world.clock().advance(Duration.ofHours(1));
        housekeeping();
        assertThat(deleted).hasSize(2);
        world.clock().advance(Duration.ofHours(23));
        housekeeping();
        assertThat(deleted).hasSize(2);
        world.clock().advance(Duration.ofHours(1));
        housekeeping();
        assertThat(deleted).hasSize(3);
    }

    @Test
    void oneThatIsRenewedUnderTheSameIdStays() {
        register("one", Optional.of(Duration.ofDays(1)));
        UpstreamRegistration old = credentials.current(KEY).orElseThrow();
        world.clock().advance(Duration.ofHours(23));
        credentials.renew(
                KEY,
                old,
                () -> registration("one", Optional.of(world.realm().now().plus(Duration.ofDays(1)))));
        world.clock().advance(Duration.ofHours(2));
        housekeeping();
        assertThat(deleted).isEmpty();
    }

    @Test
    void whatIsRetiredIsDeletedSoon() {
        register("one", Optional.empty());
        world.clock().advance(Duration.ofDays(3));
        assertThat(credentials.retire(new ProviderName("other"))).isZero();
        assertThat(credentials.retire(MAIN)).isEqualTo(1);
        assertThat(credentials.current(KEY)).isEmpty();
        housekeeping();
        assertThat(deleted).containsExactly("main one token of one");
        assertThat(isThere("one")).isFalse();
    }

    @Test
    void oneThatIsJustBeingPutInUseIsLeftAlone() {
        SealedDcrCredentials brief = new SealedDcrCredentials(world.realm(), world.seal(), Duration.ofDays(1));
        brief.keep(KEY, registration("one", Optional.empty()));
        brief.keep(KEY, registration("two", Optional.empty()));
        housekeeping();
        assertThat(deleted).isEmpty();
        world.clock().advance(Duration.ofHours(1));
        housekeeping();
        assertThat(deleted).containsExactly("main two token of two");
    }

    @Test
    void oneInUseForLongIsToldOfOnceADay() {
        register("one", Optional.empty());
        world.clock().advance(Duration.ofDays(90).minus(MICROSECOND));
        housekeeping();
        assertThat(world.types()).doesNotContain(AuditType.UPSTREAM_REGISTRATION_AGED);
        world.clock().advance(MICROSECOND);
        housekeeping();
        housekeeping();
        assertThat(aged()).isEqualTo(1);
        world.clock().advance(Duration.ofDays(1));
        housekeeping();
        assertThat(aged()).isEqualTo(2);
        assertThat(credentials.current(KEY)).as("a hint and no more").isPresent();
    }

    private long aged() {
        return world.types().stream()
                .filter(AuditType.UPSTREAM_REGISTRATION_AGED::equals)
                .count();
    }
}
