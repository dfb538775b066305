package dev.granary.domain.client;

import static dev.granary.domain.client.ClientSamples.PUBLIC;
import static dev.granary.domain.client.ClientSamples.grantTo;
import static dev.granary.domain.client.ClientSamples.isFull;
import static dev.granary.domain.client.ClientSamples.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.Client;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.World;
import dev.granary.record.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientHousekeepingTest {

    private static final ClientLimits LIMITS = new ClientLimits(20, Duration.ofHours(1), Duration.ofDays(30));

    private final World world = new World();
    private final RegisteredClients clients = new RegisteredClients(world.realm(), LIMITS, world.revocations());
    private final ClientHousekeeping housekeeping = new ClientHousekeeping(world.realm(), LIMITS, world.revocations());

    @Test
    void aTenthOfTheCapIsKeptFreeOldestFirst() {
        List<Client> all = fill(20);
        world.clock().advance(Duration.ofHours(1));

        assertThat(housekeeping.step(1000)).isEqualTo(new ClientReport(20, 2, 0, false));

        assertThat(all.subList(0, 2)).noneMatch(this::isThere);
        assertThat(all.subList(2, 20)).allMatch(this::isThere);
        assertThat(world.types()).filteredOn(AuditType.EVICTED::equals).hasSize(2);
        assertThat(isFull(clients.register(PUBLIC))).isFalse();
        assertThat(isFull(clients.register(PUBLIC))).isFalse();
        assertThat(isFull(clients.register(PUBLIC))).isTrue();
    }

    @Test
    void whoProvedItselfOrHoldsALiveGrantOrIsYoungStays() {
        List<Client> all = fill(18);
        assertThat(clients.renew(all.get(0))).isPresent();
        world.clock().advance(Duration.ofHours(1));
        List<Client> young = fill(2);
        grantTo(all.get(1), world.realm());

        assertThat(housekeeping.step(1000).evicted()).isEqualTo(2);

        assertThat(all.subList(0, 2)).allMatch(this::isThere);
        assertThat(all.subList(2, 4)).noneMatch(this::isThere);
        assertThat(all.subList(4, 18)).allMatch(this::isThere);
        assertThat(young).allMatch(this::isThere);
    }

    @Test
    void theMinimumAgeIsExact() {
        fill(20);
        world.clock().advance(Duration.ofHours(1).minusMillis(20).minusNanos(1000));
        assertThat(housekeeping.step(1000).evicted()).isZero();

        world.clock().advance(Duration.ofNanos(1000));
        assertThat(housekeeping.step(1000).evicted()).isEqualTo(1);
    }

    @Test
    void aStepIsBoundedAndSaysThatMoreIsLeft() {
        fill(20);
        world.clock().advance(Duration.ofHours(1));

        assertThat(housekeeping.step(1)).isEqualTo(new ClientReport(20, 1, 0, true));
        assertThat(housekeeping.step(1)).isEqualTo(new ClientReport(19, 1, 0, false));
        assertThat(housekeeping.step(1)).isEqualTo(new ClientReport(18, 0, 0, false));
    }

    @Test
    void whoProvesItselfAtTheLastMomentStays() {
        List<Client> all = fill(20);
        world.clock().advance(Duration.ofHours(1));
        world.storage()
                .beforeNextReplace(() -> assertThat(clients.renew(all.get(0))).isPresent());

        assertThat(housekeeping.step(1000).evicted()).isEqualTo(2);

        assertThat(isThere(all.get(0))).isTrue();
        assertThat(all.subList(1, 3)).noneMatch(this::isThere);
    }

    @Test
    void placesOfClientsThatEndedBecomeFreeAfterAQuietMinute() {
        fill(20);
        world.clock().advance(Duration.ofDays(30));
        assertThat(isFull(clients.register(PUBLIC))).isTrue();

        assertThat(housekeeping.step(1000).dynamic()).isZero();
        assertThat(isFull(clients.register(PUBLIC))).isTrue();
        world.clock().advance(Duration.ofMinutes(1));
        housekeeping.step(1000);

        assertThat(isFull(clients.register(PUBLIC))).isFalse();
    }

    @Test
    void aPlaceThatWasJustTakenIsNotCountedAway() {
        fill(3);
        housekeeping.step(1000);
        world.clock().advance(Duration.ofMinutes(1));
        DynamicPlaces places = new DynamicPlaces(world.realm(), LIMITS::cap);
        assertThat(places.take()).isTrue();

        housekeeping.step(1000);
        assertThat(places.standing().count()).isEqualTo(4);
    }

    @Test
    void aCountThatIsTooLowIsRaisedAtOnce() {
        fill(3);
        DynamicPlaces places = new DynamicPlaces(world.realm(), LIMITS::cap);
        places.giveBack(2);

        housekeeping.step(1000);

        assertThat(places.standing().count()).isEqualTo(3);
    }

    @Test
    void aRemovalThatBrokeOffIsTakenUp() {
        Client client = fill(1).get(0);
        grantTo(client, world.realm());
        world.storage().beforeNextReplace(() -> world.storage().loseReplies(3));
        assertThatThrownBy(() -> clients.remove(client.id())).isInstanceOf(OutcomeUnknownException.class);
        assertThat(isThere(client)).isTrue();

        assertThat(housekeeping.step(1000)).isEqualTo(new ClientReport(1, 0, 0, false));

        assertThat(isThere(client)).isFalse();
        assertThat(world.types()).endsWith(AuditType.BULK_REVOKED, AuditType.CLIENT_REMOVED);
    }

    private List<Client> fill(int count) {
        List<Client> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(registered(clients.register(PUBLIC)).client());
            world.clock().advance(Duration.ofMillis(1));
        }
        return made;
    }

    private boolean isThere(Client client) {
        return world.records().clients().find(client.id()).isPresent();
    }
}
