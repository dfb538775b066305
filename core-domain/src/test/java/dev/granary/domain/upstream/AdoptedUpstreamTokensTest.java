package dev.granary.domain.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.fixture.World;
import dev.granary.domain.user.AdoptedUsers;
import dev.granary.domain.user.DeleteOutcome;
import dev.granary.domain.user.LinkedUsers;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdoptedUpstreamTokensTest {

    private static final UserId ALICE = new UserId("alice-there");
    private static final ClientId CLIENT = new ClientId("app");
    private static final ProviderName MAIN = new ProviderName("main");

    private final World world = new World();
    private final AdoptedUsers users = new AdoptedUsers(world.realm(), world.fences());
    private final AdoptedUpstreamTokens adopted =
            new AdoptedUpstreamTokens(world.realm(), world.seal(), world.fences());
    private final SealedUpstreamTokens tokens = new SealedUpstreamTokens(world.realm(), world.seal(), world.fences());
    private final UpstreamTokenKey key =
            new UpstreamTokenKey(SessionId.random(world.realm().random()), MAIN);
    private final Instant then = world.realm().now().minus(Duration.ofDays(100));

    @BeforeEach
    void adoptAlice() {
        assertThat(users.adopt(ALICE, then)).isEqualTo(AdoptOutcome.ADOPTED);
    }

    @Test
    void whatIsAdoptedIsSealedAndFoundAsWhatIsSaved() {
        UpstreamTokenSet set = set("access", world.realm().now().plusSeconds(60));
        world.storage().loseReplies(1);

        assertThat(adopt(set, ALICE)).isEqualTo(AdoptOutcome.ADOPTED);

        assertThat(tokens.latest(ALICE, MAIN).orElseThrow().tokens()).isEqualTo(set);
        UpstreamToken stored = world.records().upstreamTokens().find(key).orElseThrow();
        assertThat(new String(UpstreamToken.KIND.encode(stored), StandardCharsets.UTF_8))
                .doesNotContain("\"access\"", "refresh of access");
    }

    @Test
    void whatIsHereIsLeftAsItIs() {
        UpstreamTokenSet newer = set("newer", world.realm().now().plusSeconds(60));
        tokens.save(key, newer, binding(ALICE), world.realm().now());

        assertThat(adopt(set("older", world.realm().now().plusSeconds(600)), ALICE))
                .isEqualTo(AdoptOutcome.PRESENT);
        assertThat(tokens.latest(ALICE, MAIN).orElseThrow().tokens()).isEqualTo(newer);

        users.adopt(new UserId("bob-there"), then);
        assertThat(adopt(newer, new UserId("bob-there"))).isEqualTo(AdoptOutcome.TAKEN);
    }

    @Test
    void expiredTokensCountUntilTheirRefreshTokenIsOver() {
        Instant end = world.realm().now().minus(UpstreamToken.KEPT);

        assertThat(adopt(set("over", end), ALICE)).isEqualTo(AdoptOutcome.OVER);
        assertThat(adopt(set("expired", end.plusSeconds(1)), ALICE)).isEqualTo(AdoptOutcome.ADOPTED);
    }

    @Test
    void tokensOfNobodyAreRefused() {
        assertThat(adopt(set("access", world.realm().now()), new UserId("nobody")))
                .isEqualTo(AdoptOutcome.REFUSED);
    }

    @Test
    void aUserWhoIsDeletedMeanwhileKeepsNoTokens() {
        LinkedUsers linked = new LinkedUsers(world.realm(), world.fences(), world.revocations());
        world.storage()
                .beforeNextInsert(
                        UpstreamToken.KIND,
                        () -> assertThat(linked.delete(ALICE)).isInstanceOf(DeleteOutcome.Complete.class));

        assertThat(adopt(set("access", world.realm().now()), ALICE)).isEqualTo(AdoptOutcome.REFUSED);

        assertThat(world.storage().count(UpstreamToken.KIND)).isZero();
    }

    @Test
    void aSessionThatWasEndedHereStaysEnded() {
        assertThat(tokens.endSession(key.session())).isZero();

        assertThat(adopt(set("access", world.realm().now()), ALICE)).isEqualTo(AdoptOutcome.REFUSED);

        assertThat(world.storage().count(UpstreamToken.KIND)).isZero();
    }

    private AdoptOutcome adopt(UpstreamTokenSet set, UserId user) {
        return adopted.adopt(key, set, binding(user));
    }

    private static UpstreamBinding binding(UserId user) {
        return new UpstreamBinding(user, "alice-at-idp", CLIENT, "granary");
    }

    private static UpstreamTokenSet set(String name, Instant expiresAt) {
        return new UpstreamTokenSet(
                Optional.of(name),
                Optional.of("refresh of " + name),
                Optional.empty(),
                Optional.of(expiresAt),
                Optional.empty(),
                List.of());
    }
}
