package dev.granary.domain.reseal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.domain.fixture.World;
import dev.granary.domain.housekeeping.HousekeepingJob;
import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.SealedMacSecrets;
import dev.granary.domain.seal.CheckValue;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.domain.seal.SealingKey;
import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResealingTest {

    private static final ClientId APP = new ClientId("app");
    private static final UserId ALICE = new UserId("alice");
    private static final UpstreamBinding BINDING = new UpstreamBinding(ALICE, "alice-at-idp", APP, "us-at-idp");
    private static final RegistrationKey REGISTRATION = new RegistrationKey(
            "https://as.example",
            new ProviderName("main"),
            "https://as.example/oauth/callback",
            ScopesHash.of(List.of()));
    private static final int ROWS = 25;

    private final World world = new World();
    private final SealingKey former = key("formerky", 1);
    private final SealingKey next = key("next-key", 2);
    private final Seal before = seal(former);
    private final Seal between = seal(next, former);
    private final Seal after = seal(next);

    @Test
    void afterAPassNothingNeedsTheFormerKey() {
        fill();
        assertThatThrownBy(() -> read(after)).isInstanceOf(SealBrokenException.class);

        // Rows, one registration, one secret; the marks are the check value and the name of the secret in use.
        assertThat(runToTheEnd(new Resealing(world.realm(), between), 10)).isEqualTo(ROWS + 1 + 1 + 2);

        read(after);
        new CheckValue(world.realm(), after).require();
        assertThat(runToTheEnd(new Resealing(world.realm(), between), 10)).isZero();
    }

    @Test
    void aPassGoesOnWhereAnotherNodeStopped() {
        fill();
        HousekeepingJob.Progress first = new Resealing(world.realm(), between).step(10);
        assertThat(first).isEqualTo(new HousekeepingJob.Progress(10, true));
        int rest = runToTheEnd(new Resealing(world.realm(), between), 10);
        assertThat(rest).isEqualTo(ROWS - 10 + 1 + 1 + 2);
        read(after);
    }

    @Test
    void aPassThatIsBegunAgainFindsWhatANodeWithTheFormerRingWroteMeanwhile() {
        fill();
        Resealing resealing = new Resealing(world.realm(), between);
        assertThat(runToTheEnd(resealing, 100)).isPositive();
        save(before, 99);
        assertThat(resealing.step(100)).isEqualTo(HousekeepingJob.Progress.NONE);

        resealing.restart();
        assertThat(runToTheEnd(resealing, 100)).isEqualTo(1);
    }

    @Test
    void withoutTheFormerKeyItSaysSoAndChangesNothing() {
        fill();
        assertThatThrownBy(() -> new Resealing(world.realm(), after).step(10))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("not in this node's ring");
        read(before);
    }

    @Test
    void lostRepliesDoNotMatter() {
        fill();
        world.storage().loseReplies(2);
        assertThat(runToTheEnd(new Resealing(world.realm(), between), 10)).isGreaterThanOrEqualTo(ROWS);
        read(after);
    }

    private static int runToTheEnd(Resealing resealing, int batch) {
        int changed = 0;
        boolean more = true;
        while (more) {
            HousekeepingJob.Progress step = resealing.step(batch);
            changed += step.changed();
            more = step.more();
        }
        return changed;
    }

    private void fill() {
        new CheckValue(world.realm(), before).require();
        for (int row = 0; row < ROWS; row++) {
            save(before, row);
        }
        UpstreamRegistration registration = new UpstreamRegistration(
                "us",
                Optional.of("secret"),
                Optional.of("client_secret_basic"),
                Optional.of("management"),
                Optional.empty(),
                "https://idp.example/authorize",
                "https://idp.example/token",
                Optional.empty(),
                Optional.empty());
        assertThat(registrations(before).keep(REGISTRATION, registration)).isEqualTo(registration);
        assertThat(secrets(before).get()).isNotNull();
    }

    private void save(Seal seal, int row) {
        UpstreamTokenSet tokens = new UpstreamTokenSet(
                Optional.of("access " + row),
                Optional.of("refresh " + row),
                Optional.empty(),
                Optional.of(world.realm().now().plus(Duration.ofHours(1))),
                Optional.empty(),
                List.of());
        assertThat(upstream(seal).save(row(row), tokens, BINDING, world.realm().now()))
                .isNotNull();
    }

    private void read(Seal seal) {
        for (int row = 0; row < ROWS; row++) {
            assertThat(upstream(seal).find(row(row), new Holder(ALICE, APP))).isInstanceOf(UpstreamOutcome.Found.class);
        }
        assertThat(registrations(seal).current(REGISTRATION)).isPresent();
        assertThat(secrets(seal).get()).isNotNull();
    }

    private SealedUpstreamTokens upstream(Seal seal) {
        return new SealedUpstreamTokens(world.realm(), seal, world.fences());
    }

    private SealedDcrCredentials registrations(Seal seal) {
        return new SealedDcrCredentials(world.realm(), seal, SealedDcrCredentials.KEPT);
    }

    private SealedMacSecrets secrets(Seal seal) {
        return new SealedMacSecrets(world.realm(), seal, KeyTerms.DEFAULT.secrets(Duration.ofDays(180)));
    }

    private Seal seal(SealingKey current, SealingKey... others) {
        return new Seal(new KeyRing(current, List.of(others)), world.realm().random());
    }

    private static UpstreamTokenKey row(int number) {
        return new UpstreamTokenKey(
                new SessionId("0123456789abcdefghijklmnopqr" + (10 + number)), new ProviderName("main"));
    }

    private static SealingKey key(String id, int filling) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) filling;
        return new SealingKey(id, bytes);
    }
}
