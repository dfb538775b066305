package dev.granary.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.LoginReason;
import dev.granary.domain.upstream.RefreshFault;
import dev.granary.http.fixture.World;
import dev.granary.scope.Resource;
import dev.granary.upstream.ProviderName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** UP-10, UP-14, RF-01 to RF-06, SW-01, SW-02. */
class RefreshTest {

    private static final Resource API = new Resource(World.API);
    private static final ProviderName CORP = new ProviderName("corp");
    private static final Duration NEARLY = Duration.ofMinutes(60).minusSeconds(20);

    private final World world = new World();
    private final Map<String, Object> tokens = world.tokens();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTokenThatIsAboutToExpireIsRefreshedOnce() {
        assertThat(access(ask())).contains("upstream-access-2");
        world.clock.advance(NEARLY);
        assertThat(access(ask())).contains("upstream-access-3");
        assertThat(access(ask())).contains("upstream-access-3");
        assertThat(world.provider.scope.split(" ")).contains("openid", "offline_access");
        assertThat(world.server.upstreamAccess().allForToken(access(), API)).containsOnlyKeys(CORP);
    }

    @Test
    void anotherUsersIdTokenIsRefused() {
        world.clock.advance(NEARLY);
        world.provider.subject = "mallory";
        assertThat(ask()).isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.SUBJECT_CHANGED));
    }

    @Test
    void aRefreshTokenIsKeptWhenTheNewIdTokenCannotBeVerified() {
        world.clock.advance(NEARLY);
        world.provider.rotate();
        world.provider.broken = "/jwks";
        assertThat(ask()).isEqualTo(new CredentialOutcome.Later(RefreshFault.UPSTREAM));
        world.provider.behave();
        assertThat(access(ask())).isPresent();
    }

    @Test
    void whatTheUpstreamRefusesNeedsALogin() {
        world.clock.advance(NEARLY);
        world.provider.forgetLogins();
        assertThat(ask()).isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.REFUSED));
        assertThat(ask()).isEqualTo(new CredentialOutcome.LoginNeeded(LoginReason.NO_REFRESH_TOKEN));
    }

    @Test
    void anUpstreamThatFailsIsAskedAgain() {
        world.clock.advance(NEARLY);
        world.provider.broken = "/token";
        assertThat(ask()).isEqualTo(new CredentialOutcome.Later(RefreshFault.UPSTREAM));
        world.provider.behave();
        assertThat(access(ask())).isPresent();
    }

    @Test
    void aGrantThatEndsDuringARefreshGetsNothing() {
        world.clock.advance(NEARLY);
        world.provider.beforeRefresh = () ->
                world.server.tokens().revoke(String.valueOf(tokens.get("refresh_token")), new ClientId(World.PUBLIC));
        assertThat(ask()).isEqualTo(new CredentialOutcome.Unknown());
    }

    @Test
    void aTokenThatIsNotLiveOrMeantForAnotherResourceGetsNothing() {
        assertThat(world.server.upstreamAccess().forToken(access(), new Resource("https://other.example.com/"), CORP))
                .isEqualTo(new CredentialOutcome.Unknown());
        assertThat(world.server.upstreamAccess().forToken(String.valueOf(tokens.get("refresh_token")), API, CORP))
                .isEqualTo(new CredentialOutcome.Unknown());
        world.clock.advance(Duration.ofHours(1));
        assertThat(ask()).isEqualTo(new CredentialOutcome.Unknown());
        assertThat(world.server.upstreamAccess().allForToken(access(), API)).isEmpty();
    }

    private String access() {
        return String.valueOf(tokens.get("access_token"));
    }

    private CredentialOutcome ask() {
        return world.server.upstreamAccess().forToken(access(), API, CORP);
    }

    private static Optional<String> access(CredentialOutcome outcome) {
        return outcome instanceof CredentialOutcome.Valid valid
                ? Optional.of(valid.credential().accessToken())
                : Optional.empty();
    }
}
