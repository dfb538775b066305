package dev.granary.domain.client;

import static dev.granary.domain.client.ClientSamples.CONFIDENTIAL;
import static dev.granary.domain.client.ClientSamples.PUBLIC;
import static dev.granary.domain.client.ClientSamples.configured;
import static dev.granary.domain.client.ClientSamples.isFull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientSecretHash;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.fixture.World;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptedClientsTest {

    private static final ClientLimits LIMITS = new ClientLimits(2, Duration.ofHours(1), Duration.ofDays(30));
    private static final ClientId APP = new ClientId("app-there");

    private final World world = new World();
    private final AdoptedClients adopted = new AdoptedClients(world.realm(), LIMITS, world.fences());
    private final RegisteredClients clients = new RegisteredClients(world.realm(), LIMITS, world.revocations());
    private final Instant seenAt = world.realm().now().minus(Duration.ofDays(20));
    private final Instant end = world.realm().now().plus(Duration.ofDays(10));

    @Test
    void aClientKeepsItsIdItsSecretAndItsEnd() {
        assertThat(adopted.adopt(APP, CONFIDENTIAL, Optional.of(ClientSecretHash.of("its secret")), seenAt, end))
                .isEqualTo(AdoptOutcome.ADOPTED);

        TokenEndpointAuthMethod basic = TokenEndpointAuthMethod.CLIENT_SECRET_BASIC;
        assertThat(clients.authenticate(APP, basic, Optional.of("its secret"))).isPresent();
        assertThat(clients.authenticate(APP, basic, Optional.of("another"))).isEmpty();
        world.clock().advance(Duration.ofDays(10));
        assertThat(clients.find(APP)).isEmpty();
    }

    @Test
    void aClientThatIsHereTakesNoSecondPlaceAndStaysAsItIs() {
        adopt("one");
        Client before = clients.find(new ClientId("one")).orElseThrow();

        assertThat(adopt("one")).isEqualTo(AdoptOutcome.PRESENT);

        assertThat(clients.find(new ClientId("one"))).contains(before);
        assertThat(adopt("two")).isEqualTo(AdoptOutcome.ADOPTED);
        assertThat(adopt("three")).isEqualTo(AdoptOutcome.AT_CAPACITY);
        assertThat(isFull(clients.register(PUBLIC))).isTrue();
    }

    @Test
    void whatCannotBeStoredGivesItsPlaceBack() {
        world.storage().beforeNextInsert(Client.KIND, () -> {
            throw new StorageUnavailableException(StorageFault.of("map", "insert", "clients", "told to fail"));
        });

        assertThatThrownBy(() -> adopt("one")).isInstanceOf(StorageUnavailableException.class);

        assertThat(adopt("one")).isEqualTo(AdoptOutcome.ADOPTED);
        assertThat(adopt("two")).isEqualTo(AdoptOutcome.ADOPTED);
    }

    @Test
    void whoComesSecondGivesItsPlaceBack() {
        world.storage()
                .beforeNextInsert(Client.KIND, () -> assertThat(adopt("one")).isEqualTo(AdoptOutcome.ADOPTED));

        assertThat(adopt("one")).isEqualTo(AdoptOutcome.PRESENT);

        assertThat(adopt("two")).isEqualTo(AdoptOutcome.ADOPTED);
    }

    @Test
    void whoIsOverOrReservedIsNotTaken() {
        assertThat(adopted.adopt(
                        APP, PUBLIC, Optional.empty(), seenAt, world.realm().now()))
                .isEqualTo(AdoptOutcome.OVER);
        assertThatThrownBy(() -> adopt("synthetic:one")).isInstanceOf(ReservedClientIdException.class);
    }

    @Test
    void aClientOfTheConfigurationIsNeverReplaced() {
        clients.configure(configured(APP.value(), "a-secret-of-more-than-32-characters"));

        assertThat(adopt(APP.value())).isEqualTo(AdoptOutcome.TAKEN);
    }

    @Test
    void aClientThatWasRemovedHereStaysRemoved() {
        adopt(APP.value());
        assertThat(clients.remove(APP)).isInstanceOf(RemovalOutcome.Begun.class);

        assertThat(adopt(APP.value())).isEqualTo(AdoptOutcome.REFUSED);

        assertThat(clients.find(APP)).isEmpty();
        assertThat(adopt("one")).isEqualTo(AdoptOutcome.ADOPTED);
        assertThat(adopt("two")).isEqualTo(AdoptOutcome.ADOPTED);
    }

    @Test
    void nobodyAdoptedIsEvictedForOthers() {
        adopt("one");
        adopt("two");
        ClientHousekeeping housekeeping = new ClientHousekeeping(world.realm(), LIMITS, world.revocations());

        assertThat(housekeeping.step(100).evicted()).isZero();

        assertThat(clients.find(new ClientId("one"))).isPresent();
    }

    private AdoptOutcome adopt(String id) {
        return adopted.adopt(new ClientId(id), PUBLIC, Optional.empty(), seenAt, end);
    }
}
