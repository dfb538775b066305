package dev.granary.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.dcr.DeregistrationOutcome;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.upstream.ProviderName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What housekeeping does about our registrations at upstreams. */
class UpstreamRegistrationsTest {

    private static final ProviderName OPEN = new ProviderName("open");

    private final SetClock time = new SetClock();
    private final IdentityProvider provider = new IdentityProvider(time);
    private final World world = new World(List.of(UpstreamProvider.registering(OPEN, provider.issuer())));

    @AfterEach
    void close() {
        world.close();
        provider.close();
    }

    private String begunAs() {
        return String.valueOf(
                World.answerOf(world.browser.get(world.authorize(Map.of()))).get("client_id"));
    }

    private void secretsLastADay() {
        provider.secretsExpireAt =
                world.clock.instant().plus(Duration.ofDays(1)).getEpochSecond();
    }

    private void after(Duration passed) {
        world.clock.advance(passed);
        time.advance(passed);
        world.server.housekeeper().run();
    }

    @Test
    void aSecretIsRenewedAlthoughNobodyLogsIn() {
        secretsLastADay();
        String client = begunAs();
        after(Duration.ofHours(23));
        assertThat(provider.askedFor("/register/" + client)).isZero();
        int discovered = provider.askedFor("/.well-known/openid-configuration");

        after(Duration.ofMinutes(49));
        assertThat(provider.askedFor("/.well-known/openid-configuration"))
                .as("nothing is asked while nothing is due")
                .isEqualTo(discovered);
        secretsLastADay();
        after(Duration.ofMinutes(1));
        assertThat(provider.askedFor("/register/" + client)).isEqualTo(1);
        after(Duration.ofMinutes(1));
        assertThat(world.server
                        .upstreamRegistrations()
                        .inUse(world.server.issuer().toString(), OPEN))
                .singleElement()
                .satisfies(used -> {
                    assertThat(used.clientId()).isEqualTo(client);
                    assertThat(used.secretExpiresAt().orElseThrow())
                            .isAfter(world.clock.instant().plus(Duration.ofHours(23)));
                });
        assertThat(begunAs()).isEqualTo(client);
    }

    @Test
    void anUpstreamThatIsOutOfReachKeepsNothingElseFromBeingDone() {
        secretsLastADay();
        begunAs();
        provider.broken = "/.well-known/openid-configuration";
        world.clock.advance(Duration.ofMinutes(1435));
        assertThat(world.server.housekeeper().run().failures()).isEmpty();
    }

    @Test
    void whatHasExpiredIsDeletedThere() {
        secretsLastADay();
        String client = begunAs();
        provider.broken = "/register/" + client;
        after(Duration.ofDays(2));
        assertThat(world.count("dcr_credentials"))
                .as("not yet there, so not here")
                .isEqualTo(1);
        provider.broken = "";
        after(Duration.ofHours(1));
        assertThat(provider.deleted).containsExactly(client);
        assertThat(provider.registrationAuthorization).isEqualTo("Bearer management-token");
        assertThat(world.count("dcr_credentials")).isZero();
    }

    @Test
    void onlyWhatIsOfTheUpstreamsHostMayBeInOurNetwork() {
        UpstreamRegistration registration = new UpstreamRegistration(
                "one",
                Optional.empty(),
                Optional.empty(),
                Optional.of("token"),
                Optional.of(provider.issuer() + "/register/one"),
                "https://id.example.com/authorize",
                "https://id.example.com/token",
                Optional.empty(),
                Optional.empty());
        UpstreamDeregistration known =
                new UpstreamDeregistration(List.of(UpstreamProvider.registering(OPEN, provider.issuer())));
        assertThat(known.delete(new ProviderName("other"), registration)).isEqualTo(DeregistrationOutcome.FAILED);
        assertThat(provider.deleted).isEmpty();
        assertThat(known.delete(OPEN, registration)).isEqualTo(DeregistrationOutcome.GONE);
        assertThat(known.delete(OPEN, registration)).as("a second time").isEqualTo(DeregistrationOutcome.GONE);
        provider.managementStatus = 405;
        assertThat(known.delete(OPEN, registration)).isEqualTo(DeregistrationOutcome.REFUSED);
    }
}
