package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.domain.authorization.BegunLeg;
import dev.granary.domain.authorization.Login;
import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.authorization.TakeOutcome;
import dev.granary.tck.node.Node;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Logins on their way: ONCE, REPLAY, BIND, EXPIRE, ROUND, TENANT and FAULT. */
public interface LoginRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-21", says = "a login comes back from the upstream as it was sent there, on any node")
    default void ROUND_21_aLoginComesBack(Kit kit) {
        for (int i = 0; i < 20; i++) {
            Login login = LoginSamples.login(kit);
            BegunLeg begun = kit.node(0).logins().begin(login);
            TakeOutcome outcome = kit.node(1).logins().take(begun.state(), login.browserSecret());
            PendingAuthorization taken =
                    taken(outcome).orElseThrow(() -> new AssertionError("expected the login, got " + outcome));
            assertThat(taken.request()).isEqualTo(login.request());
            assertThat(taken.user()).isEqualTo(login.user());
            assertThat(taken.session()).isEqualTo(login.session());
            assertThat(taken.leg().chain()).isEqualTo(login.chain());
            assertThat(taken.leg().nonce()).isEqualTo(begun.nonce());
            boolean answers = outcome.match(
                    (kept, verifier) -> begun.challenge().isAnsweredBy(verifier), () -> false, () -> false);
            assertThat(answers).as("our verifier is the one we began with").isTrue();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-25",
            says = "of concurrent answers to one login exactly one gets it",
            why = "A state that two get is a login that two own, one of whom may have stolen the answer.",
            look = "the swap to taken: both saw it untaken and both were told written")
    default void ONCE_25_oneTakeWins(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().rounds(); round++) {
            Login login = LoginSamples.login(kit);
            BegunLeg begun = kit.node(round).logins().begin(login);
            List<Callable<Optional<PendingAuthorization>>> callers = new ArrayList<>();
            for (int n = 0; n < kit.races().racers(); n++) {
                Node node = kit.node(n);
                callers.add(() -> taken(node.logins().take(begun.state(), login.browserSecret())));
            }
            assertThat(kit.races().run(callers).stream().filter(Optional::isPresent))
                    .as("who got the login")
                    .hasSize(1);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "REPLAY-21",
            says = "a login that was taken is gone for every other attempt, until its end and after it",
            why = "An answer to a login that two can take logs the second one in as the first.",
            look = "the mark of taken: lost, or removed with the record before its end")
    default void REPLAY_21_aTakenLoginIsGone(Kit kit) {
        Login login = LoginSamples.login(kit);
        BegunLeg begun = kit.node(0).logins().begin(login);
        assertThat(taken(kit.node(0).logins().take(begun.state(), login.browserSecret())))
                .isPresent();
        for (int i = 0; i < 4; i++) {
            Lives.purge(kit);
            assertThat(kit.node(i).logins().take(begun.state(), login.browserSecret()))
                    .isInstanceOf(TakeOutcome.Gone.class);
            kit.pass(LoginLimits.DEFAULT.life().dividedBy(3));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-21",
            says = "a login that comes back to another browser is told apart and not spent",
            from = "RFC 6749 section 10.12",
            why = "Login forgery sends a victim's browser an answer to the attacker's login.",
            look = "the hash of the browser's secret in the record")
    default void BIND_21_anotherBrowserSpendsNothing(Kit kit) {
        Login login = LoginSamples.login(kit);
        BegunLeg begun = kit.node(0).logins().begin(login);
        for (String secret : List.of("", kit.dice().base64Url(32), login.browserSecret() + " ")) {
            assertThat(kit.node(1).logins().take(begun.state(), secret)).isInstanceOf(TakeOutcome.WrongBrowser.class);
        }
        assertThat(kit.node(1).logins().take(begun.state() + "x", login.browserSecret()))
                .isInstanceOf(TakeOutcome.Gone.class);
        assertThat(taken(kit.node(0).logins().take(begun.state(), login.browserSecret())))
                .isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-22",
            says = "another browser's answer at the same time takes nothing from the right one",
            why = "A forged answer must not spend the login that the right browser is about to finish.",
            look = "a take that is written whoever asks, or a swap that the right one loses to nobody")
    default void BIND_22_anotherBrowserAgainstTheRightOne(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Login login = LoginSamples.login(kit);
            Node node = kit.node(round);
            Node other = kit.node(round + 1);
            BegunLeg begun = node.logins().begin(login);
            String wrong = kit.dice().base64Url(32);
            var both = kit.races()
                    .run(
                            () -> node.logins().take(begun.state(), login.browserSecret()),
                            () -> other.logins().take(begun.state(), wrong));
            assertThat(taken(both.first())).isPresent();
            assertThat(both.second()).isInstanceOf(TakeOutcome.WrongBrowser.class);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-26", says = "a login can be taken one microsecond before its end and is gone at it")
    default void EXPIRE_26_aLoginEndsExactly(Kit kit) {
        Login login = LoginSamples.login(kit);
        var end = kit.clock().in(LoginLimits.DEFAULT.life());
        BegunLeg inTime = kit.node(0).logins().begin(login);
        BegunLeg late = kit.node(0).logins().begin(login);
        kit.clock().set(end.minus(1, ChronoUnit.MICROS));
        assertThat(taken(kit.node(1).logins().take(inTime.state(), login.browserSecret())))
                .isPresent();
        kit.clock().set(end);
        assertThat(kit.node(1).logins().take(late.state(), login.browserSecret()))
                .isInstanceOf(TakeOutcome.Gone.class);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-23", says = "a login of one namespace is gone in another, and is not spent there")
    default void TENANT_23_aLoginStaysInside(Kit kit) {
        Login login = LoginSamples.login(kit);
        BegunLeg begun = kit.node(0).logins().begin(login);
        Node other = kit.nodeIn(kit.freshNamespace());
        assertThat(other.logins().take(begun.state(), login.browserSecret())).isInstanceOf(TakeOutcome.Gone.class);
        assertThat(taken(kit.node(1).logins().take(begun.state(), login.browserSecret())))
                .isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-41",
            says = "a login that was begun on a failing storage can be taken, and one can be begun again",
            why = "A user who is sent to the upstream has to come back to something.",
            look = "an insert that, sent again, conflicts with itself")
    default void FAULT_41_begin(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Login login = LoginSamples.login(kit);
            BegunLeg begun = Trials.driven(
                    () -> shaky.logins().begin(login),
                    () -> kit.node(0).logins().begin(login));
            assertThat(taken(kit.node(1).logins().take(begun.state(), login.browserSecret())))
                    .isPresent();
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-42",
            says = "a failed take gives a login to nobody twice, and to somebody if it changed nothing",
            why = "Twice is theft, never is a user who cannot log in.",
            look = "a replace that, sent again, conflicts with itself")
    default void FAULT_42_take(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Login login = LoginSamples.login(kit);
            BegunLeg begun = kit.node(0).logins().begin(login);
            Optional<TakeOutcome> first =
                    Trials.attempt(() -> shaky.logins().take(begun.state(), login.browserSecret()));
            Optional<PendingAuthorization> again =
                    taken(kit.node(1).logins().take(begun.state(), login.browserSecret()));
            boolean taken = first.flatMap(LoginRules::taken).isPresent();
            assertThat(taken && again.isPresent()).as("taken twice").isFalse();
            assertThat(first.isPresent()).as("answered").isEqualTo(first.isPresent() && taken);
        });
        Trials.each(kit, shaky -> {
            Login login = LoginSamples.login(kit);
            BegunLeg begun = kit.node(0).logins().begin(login);
            TakeOutcome outcome = Trials.driven(
                    () -> shaky.logins().take(begun.state(), login.browserSecret()),
                    () -> kit.node(1).logins().take(begun.state(), login.browserSecret()));
            assertThat(taken(outcome)).as("one fault loses no login").isPresent();
        });
    }

    private static Optional<PendingAuthorization> taken(TakeOutcome outcome) {
        return outcome.match((login, verifier) -> Optional.of(login), Optional::empty, Optional::empty);
    }
}
