package dev.granary.tck;

import static dev.granary.tck.ClientSamples.PUBLIC;
import static dev.granary.tck.ClientSamples.configured;
import static dev.granary.tck.ClientSamples.isFull;
import static dev.granary.tck.ClientSamples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.ConfigureOutcome;
import dev.granary.domain.client.Registration;
import dev.granary.domain.client.RegistrationOutcome;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Clients: LIMIT, UNIQUE, EXPIRE, ROUND and TENANT. */
public interface ClientRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-25", says = "a client registered on one node is known, and proves itself, on another")
    default void ROUND_25_aClientIsKnownEverywhere(Kit kit) {
        Registration wanted =
                new Registration(ClientSamples.metadata(kit.dice()), TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        var outcome = kit.node(0).clients(10).register(wanted);
        Client client = registered(outcome);
        Optional<String> secret = outcome.match((made, shown) -> shown, retryAfter -> Optional.empty());
        Clients other = kit.node(1).clients(10);
        assertThat(other.find(client.id())).contains(client);
        assertThat(client.metadata()).isEqualTo(wanted.metadata());
        assertThat(other.authenticate(client.id(), wanted.authMethod(), secret)).contains(client);
        assertThat(other.authenticate(client.id(), wanted.authMethod(), secret.map(text -> text + "x")))
                .isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "LIMIT-21", says = "at the cap the newcomer is told so, and every client that was there stays")
    default void LIMIT_21_theNewcomerIsRefused(Kit kit) {
        Clients clients = kit.node(0).clients(3);
        List<Client> living = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            living.add(registered(clients.register(PUBLIC)));
        }
        for (int i = 0; i < 5; i++) {
            kit.pass(Duration.ofHours(2));
            assertThat(isFull(kit.node(i).clients(3).register(PUBLIC))).isTrue();
        }
        assertThat(living).allMatch(client -> clients.find(client.id()).isPresent());
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "LIMIT-22", says = "of concurrent registrations at the cap exactly as many succeed as there is room")
    default void LIMIT_22_theCapIsExact(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            var namespace = kit.freshNamespace();
            int cap = 2;
            kit.nodeIn(namespace).clients(cap).register(PUBLIC);
            List<Callable<RegistrationOutcome>> callers = new ArrayList<>();
            for (int n = 0; n < kit.races().racers(); n++) {
                Clients clients = kit.nodeIn(namespace).clients(cap);
                callers.add(() -> clients.register(PUBLIC));
            }
            List<RegistrationOutcome> outcomes = kit.races().run(callers);
            assertThat(outcomes.stream().filter(outcome -> !isFull(outcome)))
                    .as("registered in the last place")
                    .hasSize(1);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "LIMIT-23",
            says = "housekeeping evicts the unproven, idle and old, oldest first, and nobody else",
            from = "aeman#44: random eviction of honest clients")
    default void LIMIT_23_onlyTheUnusedAreEvicted(Kit kit) {
        int cap = 4;
        Node node = kit.node(0);
        Clients clients = node.clients(cap);
        Client proven = registered(clients.register(PUBLIC));
        clients.renew(proven);
        Client holding = registered(clients.register(PUBLIC));
        kit.pass(Duration.ofMinutes(30));
        Client idle = registered(clients.register(PUBLIC));
        kit.pass(Duration.ofMinutes(30));
        Client young = registered(clients.register(PUBLIC));
        Account account = kit.account().at(holding.id());
        var held = node.begin(account);
        kit.pass(ClientLimits.DEFAULT.minimumAge().minus(Duration.ofMinutes(30)));
        kit.node(1).housekeeping(cap).step(100);
        assertThat(clients.find(idle.id())).as("unproven, idle and old").isEmpty();
        for (Client spared : List.of(proven, holding, young)) {
            assertThat(kit.node(1).clients(cap).find(spared.id())).isPresent();
        }
        Lives.assertGoesOn(kit, account, held);
        assertThat(isFull(clients.register(PUBLIC))).isFalse();
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "LIMIT-24", says = "a client that proves itself while it is evicted stays, or was told that it is gone")
    default void LIMIT_24_evictAgainstRenew(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds() / 2 + 1; round++) {
            var namespace = kit.freshNamespace();
            Node node = kit.nodeIn(namespace);
            Node keeping = kit.nodeIn(namespace);
            Client client = registered(node.clients(1).register(PUBLIC));
            kit.pass(ClientLimits.DEFAULT.minimumAge());
            var both = kit.races()
                    .run(
                            () -> node.clients(1).renew(client),
                            () -> keeping.housekeeping(1).step(10));
            assertThat(node.clients(1).find(client.id()).isPresent())
                    .as("the client is there exactly if it was told so")
                    .isEqualTo(both.first().isPresent());
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "UNIQUE-21", says = "a configured client never takes the place of a dynamic one, nor the other way")
    default void UNIQUE_21_originsDoNotCross(Kit kit) {
        Clients clients = kit.node(0).clients(10);
        Client dynamic = registered(clients.register(PUBLIC));
        assertThat(kit.node(1).clients(10).configure(configured(dynamic.id(), kit.dice())))
                .isEqualTo(ConfigureOutcome.TAKEN);
        assertThat(clients.find(dynamic.id())).contains(dynamic);
        ClientId id = new ClientId("configured " + kit.dice().text());
        for (int i = 0; i < 3; i++) {
            var wanted = configured(id, kit.dice());
            assertThat(kit.node(i).clients(10).configure(wanted)).isEqualTo(ConfigureOutcome.CONFIGURED);
            assertThat(kit.node(i + 1).clients(10).authenticate(id, wanted.authMethod(), wanted.secret()))
                    .isPresent();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-28", says = "a dynamic client lives its life exactly, and again from each proof")
    default void EXPIRE_28_aClientEndsExactly(Kit kit) {
        Clients clients = kit.node(0).clients(10);
        Client idle = registered(clients.register(PUBLIC));
        Client used = registered(clients.register(PUBLIC));
        var end = kit.clock().in(ClientLimits.DEFAULT.life());
        kit.clock().set(end.minus(1, ChronoUnit.MICROS));
        Lives.purge(kit);
        assertThat(clients.find(idle.id())).isPresent();
        assertThat(kit.node(1).clients(10).renew(used)).isPresent();
        kit.clock().set(end);
        Lives.purge(kit);
        assertThat(clients.find(idle.id())).isEmpty();
        kit.pass(ClientLimits.DEFAULT.life().minus(Duration.ofSeconds(1)));
        Lives.purge(kit);
        assertThat(clients.find(used.id())).isPresent();
        kit.pass(Duration.ofSeconds(1));
        assertThat(clients.find(used.id())).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-26", says = "a client of one namespace is unknown in another, and takes no room there")
    default void TENANT_26_clientsStayInside(Kit kit) {
        Node other = kit.nodeIn(kit.freshNamespace());
        Client client = registered(kit.node(0).clients(1).register(PUBLIC));
        assertThat(other.clients(1).find(client.id())).isEmpty();
        assertThat(isFull(other.clients(1).register(PUBLIC))).isFalse();
        assertThat(isFull(kit.node(1).clients(1).register(PUBLIC))).isTrue();
    }
}
