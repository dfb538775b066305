package dev.granary.domain.client;

import static dev.granary.domain.client.ClientSamples.CONFIDENTIAL;
import static dev.granary.domain.client.ClientSamples.PUBLIC;
import static dev.granary.domain.client.ClientSamples.configured;
import static dev.granary.domain.client.ClientSamples.grantTo;
import static dev.granary.domain.client.ClientSamples.isFull;
import static dev.granary.domain.client.ClientSamples.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.grant.GrantId;
import dev.granary.record.OutcomeUnknownException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisteredClientsTest {

    private static final String SECRET = "s".repeat(40);
    private static final TokenEndpointAuthMethod BASIC = TokenEndpointAuthMethod.CLIENT_SECRET_BASIC;

    private final World world = new World();
    private final RegisteredClients clients = clients(ClientLimits.DEFAULT);

    @Test
    void aSecretIsShownOnceAndKeptAsAHash() {
        RegistrationOutcome.Registered confidential = registered(clients.register(CONFIDENTIAL));
        String secret = confidential.secret().orElseThrow();

        assertThat(secret).hasSize(43);
        assertThat(registered(clients.register(CONFIDENTIAL)).secret().orElseThrow())
                .isNotEqualTo(secret);
        assertThat(new String(Client.KIND.encode(stored(confidential.client())), StandardCharsets.UTF_8))
                .doesNotContain(secret);
        assertThat(world.told()).doesNotContain(secret);
        assertThat(registered(clients.register(PUBLIC)).secret()).isEmpty();
        assertThat(world.types()).containsOnly(AuditType.REGISTERED);
    }

    @Test
    void onlyTheRegisteredMethodAndTheRightSecretAuthenticate() {
        RegistrationOutcome.Registered it = registered(clients.register(CONFIDENTIAL));
        ClientId id = it.client().id();

        assertThat(clients.authenticate(id, BASIC, it.secret())).contains(it.client());
        assertThat(clients.authenticate(id, TokenEndpointAuthMethod.CLIENT_SECRET_POST, it.secret()))
                .isEmpty();
        assertThat(clients.authenticate(id, BASIC, Optional.of(SECRET))).isEmpty();
        assertThat(clients.authenticate(id, BASIC, Optional.empty())).isEmpty();
        assertThat(clients.authenticate(id, TokenEndpointAuthMethod.NONE, Optional.empty()))
                .isEmpty();
        assertThat(clients.authenticate(new ClientId("nobody"), BASIC, it.secret()))
                .isEmpty();
    }

    @Test
    void aPublicClientShowsNoSecret() {
        Client client = registered(clients.register(PUBLIC)).client();

        assertThat(clients.authenticate(client.id(), TokenEndpointAuthMethod.NONE, Optional.empty()))
                .contains(client);
        assertThat(clients.authenticate(client.id(), TokenEndpointAuthMethod.NONE, Optional.of(SECRET)))
                .isEmpty();
        assertThat(clients.authenticate(client.id(), BASIC, Optional.of(SECRET)))
                .isEmpty();
    }

    @Test
    void aDynamicClientEndsExactlyUnlessItProvesItself() {
        Client idle = registered(clients.register(PUBLIC)).client();
        Client busy = registered(clients.register(PUBLIC)).client();
        world.clock().advance(Duration.ofDays(1));
        assertThat(clients.renew(busy)).isPresent();

        world.clock().advance(Duration.ofDays(29).minusNanos(1000));
        assertThat(clients.find(idle.id())).isPresent();
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(clients.find(idle.id())).isEmpty();
        assertThat(clients.renew(idle)).isEmpty();
        assertThat(clients.find(busy.id())).isPresent();
        world.clock().advance(Duration.ofDays(1));
        assertThat(clients.find(busy.id())).isEmpty();
    }

    @Test
    void anExpiredClientIsNotRenewedThoughTheStorageStillHasIt() {
        Client client = registered(clients.register(PUBLIC)).client();
        Realm ahead = new Realm(
                world.records(),
                () -> world.clock().instant().plus(Duration.ofDays(30)),
                world.realm().random(),
                Duration.ofSeconds(5),
                event -> {});
        RegisteredClients there = new RegisteredClients(ahead, ClientLimits.DEFAULT, world.revocations());

        assertThat(there.find(client.id())).isEmpty();
        assertThat(there.renew(client)).isEmpty();
        assertThat(stored(client)).isEqualTo(client);
    }

    @Test
    void aProofIsNotedAtMostOnceAnHour() {
        Client client = registered(clients.register(PUBLIC)).client();
        Client first = clients.renew(client).orElseThrow();
        assertThat(first.provenAt()).contains(world.realm().now());

        world.clock().advance(Duration.ofMinutes(59));
        assertThat(clients.renew(first)).contains(first);
        assertThat(clients.renew(client)).contains(first);
        world.clock().advance(Duration.ofMinutes(1));
        Client second = clients.renew(first).orElseThrow();

        assertThat(second.stamp().count()).isEqualTo(3);
        assertThat(second.expiresAt()).contains(world.realm().now().plus(Duration.ofDays(30)));
    }

    @Test
    void aConfiguredClientNeverEnds() {
        assertThat(clients.configure(configured("app", SECRET))).isEqualTo(ConfigureOutcome.CONFIGURED);
        Client client = clients.find(new ClientId("app")).orElseThrow();
        assertThat(clients.renew(client)).contains(client);

        world.clock().advance(Duration.ofDays(3650));
        assertThat(clients.authenticate(client.id(), BASIC, Optional.of(SECRET)))
                .contains(client);
    }

    @Test
    void aConfiguredClientReplacesAConfiguredOneAndNothingElse() {
        clients.configure(configured("app", SECRET));
        Client first = clients.find(new ClientId("app")).orElseThrow();
        assertThat(clients.configure(configured("app", SECRET))).isEqualTo(ConfigureOutcome.CONFIGURED);
        assertThat(clients.find(first.id())).contains(first);

        assertThat(clients.configure(configured("app", "t".repeat(40)))).isEqualTo(ConfigureOutcome.CONFIGURED);
        assertThat(clients.authenticate(first.id(), BASIC, Optional.of(SECRET))).isEmpty();
        assertThat(clients.authenticate(first.id(), BASIC, Optional.of("t".repeat(40))))
                .isPresent();

        Client dynamic = registered(clients.register(PUBLIC)).client();
        assertThat(clients.configure(configured(dynamic.id().value(), SECRET))).isEqualTo(ConfigureOutcome.TAKEN);
        assertThat(clients.find(dynamic.id())).contains(dynamic);
    }

    @Test
    void aReservedIdIsRefused() {
        assertThatThrownBy(() -> clients.configure(configured("synthetic:x", SECRET)))
                .isInstanceOf(ReservedClientIdException.class)
                .hasMessageContaining("choose another id");
    }

    @Test
    void atTheCapTheNewcomerIsRefusedAndNobodyEvicted() {
        RegisteredClients two = clients(new ClientLimits(2, Duration.ofHours(2), Duration.ofDays(30)));
        Client first = registered(two.register(PUBLIC)).client();
        registered(two.register(PUBLIC));
        two.configure(configured("app", SECRET));

        Duration retryAfter = two.register(PUBLIC).match((client, secret) -> Duration.ZERO, after -> after);

        assertThat(retryAfter).isEqualTo(Duration.ofHours(2));
        assertThat(two.find(first.id())).contains(first);
        two.remove(first.id());
        assertThat(isFull(two.register(PUBLIC))).isFalse();
        assertThat(isFull(two.register(PUBLIC))).isTrue();
    }

    @Test
    void theCapHoldsAgainstManyAtOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            World fresh = new World();
            RegisteredClients three = new RegisteredClients(
                    fresh.realm(), new ClientLimits(3, Duration.ofHours(1), Duration.ofDays(30)), fresh.revocations());
            List<Boolean> refused = Race.run(() -> isFull(three.register(PUBLIC)));
            assertThat(refused).filteredOn(full -> !full).hasSize(3);
        }
    }

    @Test
    void aLostReplyLosesNoRegistration() {
        world.storage().loseReplies(1);
        Client client = registered(clients.register(PUBLIC)).client();

        assertThat(clients.find(client.id())).contains(client);
    }

    @Test
    void aRegistrationThatStaysUnknownSaysSo() {
        registered(clients.register(PUBLIC));
        world.storage().loseReplies(3);

        assertThatThrownBy(() -> clients.register(PUBLIC)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void removalRefusesRevokesAndForgets() {
        Client client = registered(clients.register(CONFIDENTIAL)).client();
        GrantId grant = grantTo(client, world.realm());

        assertThat(clients.remove(client.id())).isEqualTo(new RemovalOutcome.Begun(new BulkOutcome.Complete(1)));

        assertThat(world.records().clients().find(client.id())).isEmpty();
        assertThat(world.records().grants().find(grant).orElseThrow().isRevoked())
                .isTrue();
        assertThat(clients.remove(client.id())).isEqualTo(new RemovalOutcome.Unknown());
        assertThat(world.types())
                .containsExactly(AuditType.REGISTERED, AuditType.BULK_REVOKED, AuditType.CLIENT_REMOVED);
    }

    @Test
    void aRemovalThatBrokeOffIsRefusedAndCanBeDrivenToItsEnd() {
        Client client = registered(clients.register(CONFIDENTIAL)).client();
        grantTo(client, world.realm());
        world.storage()
                .beforeNextReplace(() ->
                        world.storage().beforeNextReplace(() -> world.storage().loseReplies(1)));

        RemovalOutcome broken = clients.remove(client.id());

        assertThat(broken).isInstanceOf(RemovalOutcome.Begun.class).isNotEqualTo(complete(0));
        assertThat(clients.find(client.id())).isEmpty();
        assertThat(clients.renew(client)).isEmpty();
        assertThat(clients.remove(client.id())).isEqualTo(complete(0));
        assertThat(world.told()).contains("INCOMPLETE");
    }

    @Test
    void aClientThatIsConfiguredAnewWhileItIsRemovedStays() {
        clients.configure(configured("app", SECRET));
        Client client = clients.find(new ClientId("app")).orElseThrow();
        grantTo(client, world.realm());
        world.storage()
                .beforeNextReplace(
                        () -> world.storage().beforeNextReplace(() -> clients.configure(configured("app", SECRET))));

        clients.remove(client.id());

        assertThat(clients.find(client.id())).isPresent();
    }

    @Test
    void namespacesShareNothing() {
        Client client = registered(clients.register(PUBLIC)).client();
        World other = new World();

        assertThat(new RegisteredClients(other.realm(), ClientLimits.DEFAULT, other.revocations()).find(client.id()))
                .isEmpty();
    }

    private static RemovalOutcome complete(int revoked) {
        return new RemovalOutcome.Begun(new BulkOutcome.Complete(revoked));
    }

    private Client stored(Client client) {
        return world.records().clients().find(client.id()).orElseThrow();
    }

    private RegisteredClients clients(ClientLimits limits) {
        return new RegisteredClients(world.realm(), limits, world.revocations());
    }
}
