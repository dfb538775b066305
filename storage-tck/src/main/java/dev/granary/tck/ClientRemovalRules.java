package dev.granary.tck;

import static dev.granary.tck.ClientSamples.PUBLIC;
import static dev.granary.tck.ClientSamples.isFull;
import static dev.granary.tck.ClientSamples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.domain.client.ConfigureOutcome;
import dev.granary.domain.client.RegistrationOutcome;
import dev.granary.domain.client.RemovalOutcome;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.grant.Granted;
import dev.granary.record.Cursor;
import dev.granary.record.Selection;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients that go or come on failing storages: CASCADE, FENCE and FAULT. */
public interface ClientRemovalRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-23",
            says = "removing a client refuses it, ends everything it holds, and ends nothing else",
            why = "A client that is thrown out must be refused at once, and take nobody with it.",
            look = "the mark of removal, the listing of grants by client, and the remove that ends it")
    default void CASCADE_23_aClientGoesWithWhatItHolds(Kit kit) {
        Client client = registered(kit.node(0).clients(10).register(PUBLIC));
        Client other = registered(kit.node(0).clients(10).register(PUBLIC));
        Account account = kit.account().at(client.id());
        Account neighbour = account.at(other.id());
        IssuedTokens held = kit.node(0).begin(account);
        IssuedTokens theirs = kit.node(0).begin(neighbour);
        assertThat(kit.node(1).clients(10).remove(client.id()))
                .isEqualTo(new RemovalOutcome.Begun(new BulkOutcome.Complete(1)));
        assertThat(kit.node(0).clients(10).find(client.id())).isEmpty();
        assertThat(kit.node(0).clients(10).remove(client.id())).isEqualTo(new RemovalOutcome.Unknown());
        Lives.assertEnded(kit, account, held);
        Lives.assertGoesOn(kit, neighbour, theirs);
        assertThat(kit.node(1).clients(10).find(other.id())).isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-34",
            says = "what is issued to a client while it is removed is dead when both are done",
            why = "A removed client must not keep what it was given in its last moment.",
            look = "the fence of the client, and the listing of its grants")
    default void FENCE_34_removeAgainstIssue(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Node issuing = kit.node(round);
            Node removing = kit.node(round + 1);
            Client client = registered(issuing.clients(1000).register(PUBLIC));
            Account account = kit.account().at(client.id());
            Granted before = account.granted(kit.clock().instant());
            kit.pass(Duration.ofSeconds(1));
            var both = kit.races()
                    .run(
                            () -> issuing.tokens().issueToken(before),
                            () -> removing.clients(1000).remove(client.id()));
            boolean complete = both.second().match(Outcomes::isComplete, () -> false);
            assertThat(complete).isTrue();
            Outcomes.success(both.first()).ifPresent(won -> Lives.assertEnded(kit, account, won));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-48",
            says = "a removal that failed refuses the client from then on and can be driven to its end",
            why = "A client that is half removed must not be half trusted.",
            look = "the mark of removal in the record, and the listing of its grants")
    default void FAULT_48_remove(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Client client = registered(kit.node(0).clients(1000).register(PUBLIC));
            Account account = kit.account().at(client.id());
            IssuedTokens held = kit.node(0).begin(account);
            Optional<RemovalOutcome> outcome =
                    Trials.attempt(() -> shaky.clients(1000).remove(client.id()));
            boolean complete = outcome.map(ClientRemovalRules::isDone).orElse(false);
            if (outcome.isPresent()) {
                assertThat(kit.node(1).clients(1000).find(client.id()))
                        .as("a client whose removal has begun")
                        .isEmpty();
            }
            for (int again = 0; again < 3 && !complete; again++) {
                complete = isDone(kit.node(again).clients(1000).remove(client.id()));
            }
            assertThat(complete).isTrue();
            assertThat(kit.node(0).clients(1000).find(client.id())).isEmpty();
            Lives.assertEnded(kit, account, held);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-49",
            says = "a registration that failed can be repeated, and the cap holds whatever failed",
            why = "A count that leaks at each fault closes registration for good.",
            look = "insert and swap of the quota, each sent again")
    default void FAULT_49_register(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            RegistrationOutcome outcome = Trials.driven(
                    () -> shaky.clients(1000).register(PUBLIC),
                    () -> kit.node(1).clients(1000).register(PUBLIC));
            Client client = registered(outcome);
            assertThat(kit.node(0).clients(1000).find(client.id())).contains(client);
            int living = living(kit);
            assertThat(isFull(kit.node(0).clients(living).register(PUBLIC)))
                    .as("room where %d clients live and as many may", living)
                    .isTrue();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-50",
            says = "a configuration that failed can be repeated until the client stands",
            why = "A server that starts on a failing storage must be able to start again.",
            look = "replace acknowledged and not done")
    default void FAULT_50_configure(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            ClientId id = new ClientId("configured " + kit.dice().text());
            kit.node(0).clients(1).configure(ClientSamples.configured(id, kit.dice()));
            var wanted = ClientSamples.configured(id, kit.dice());
            ConfigureOutcome outcome = Trials.driven(
                    () -> shaky.clients(1).configure(wanted),
                    () -> kit.node(1).clients(1).configure(wanted));
            assertThat(outcome).isEqualTo(ConfigureOutcome.CONFIGURED);
            assertThat(kit.node(0).clients(1).authenticate(id, wanted.authMethod(), wanted.secret()))
                    .isPresent();
        });
    }

    private static boolean isDone(RemovalOutcome outcome) {
        return outcome.match(Outcomes::isComplete, () -> true);
    }

    private static int living(Kit kit) {
        return kit.storage()
                .in(kit.namespace())
                .clients()
                .page(Selection.all(), Cursor.START, 10_000)
                .records()
                .size();
    }
}
