package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.realm.Listing;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.user.LinkOutcome;
import dev.granary.domain.user.UnlinkOutcome;
import dev.granary.record.IndexValue;
import dev.granary.record.Selection;
import dev.granary.session.SessionId;
import dev.granary.tck.node.Node;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users with several identities: ONCE, CASCADE, FENCE and FAULT. */
public interface UnlinkRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-32",
            says = "an identity that is linked to two users at once leads to one of them, and the other is told so",
            why = "Whoever has the identity has the user.",
            look = "the insert of the identity, which alone decides")
    default void ONCE_32_oneUserGetsTheIdentity(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Person one = Person.random(kit);
            Person other = Person.random(kit);
            IdentityKey wanted = Person.identity(kit);
            Node first = kit.node(round);
            Node second = kit.node(round + 1);

            var both = kit.races()
                    .run(
                            () -> first.users().link(one.user(), wanted),
                            () -> second.users().link(other.user(), wanted));

            assertThat(List.of(both.first(), both.second()))
                    .containsExactlyInAnyOrder(LinkOutcome.LINKED, LinkOutcome.TAKEN);
            assertThat(Person.loggedIn(kit.node(0), wanted).id())
                    .isEqualTo(both.first() == LinkOutcome.LINKED ? one.user() : other.user());
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-33",
            says = "of the last two identities of a user, unlinked at once, one is left at least",
            why = "A user whom no identity leads to can never log in again.",
            look = "the mark of an identity that is about to go, in the record and in the listing by user")
    default void ONCE_33_oneIdentityIsLeft(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Person person = Person.random(kit);
            IdentityKey second = person.another(kit);
            Node here = kit.node(round);
            Node there = kit.node(round + 1);

            var both = kit.races()
                    .run(
                            () -> here.users().unlink(person.identity()),
                            () -> there.users().unlink(second));

            List<Identity> left = new Listing<>(
                            here.realm().records().identities(),
                            Selection.by(
                                    Identity.BY_USER,
                                    IndexValue.of(person.user().value())))
                    .toList();
            assertThat(left).as("identities after %s", both).isNotEmpty();
            for (Identity each : left) {
                assertThat(Person.loggedIn(there, each.key()).id()).isEqualTo(person.user());
            }
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-25",
            says = "unlinking an identity ends what its upstream gave for it and nothing else, and the last one stays",
            why = "Who takes an account at an upstream away from their user wants no trace of it, and to stay.",
            look = "the listing of upstream tokens by user and upstream, and the remove of the identity")
    default void CASCADE_25_anIdentityGoesWithItsTokens(Kit kit) {
        Person person = Person.random(kit);
        IdentityKey goes = person.identity();
        IdentityKey stays = person.another(kit);
        IdentityKey sameUpstream = new IdentityKey(goes.provider(), kit.dice().id());
        SessionId first = kit.dice().session();
        SessionId second = kit.dice().session();
        IssuedTokens held = kit.node(0).begin(person.account());
        person.keep(kit, first, goes);
        person.keep(kit, first, stays);
        person.keep(kit, second, sameUpstream);

        assertThat(kit.node(1).users().unlink(goes)).isEqualTo(new UnlinkOutcome.Unlinked(person.user(), 1));
        assertThat(kit.node(0).users().unlink(goes)).isEqualTo(new UnlinkOutcome.Unknown());
        assertThat(kit.node(0).users().unlink(stays)).isEqualTo(new UnlinkOutcome.LastIdentity(person.user()));

        assertThat(person.kept(kit.node(0), first)).isEqualTo(1);
        assertThat(person.kept(kit.node(0), second)).isEqualTo(1);
        Lives.assertGoesOn(kit, person.account(), held);
        assertThat(Person.loggedIn(kit.node(1), stays).id()).isEqualTo(person.user());
        assertThat(Person.loggedIn(kit.node(1), goes).id()).isNotEqualTo(person.user());
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-37",
            says =
                    "what a login begun before saves of an identity that is unlinked meanwhile is gone when both are done",
            why = "The save that comes a moment late would keep the account open that was just taken away.",
            look = "the fence of the identity, and the remove of what was saved behind it")
    default void FENCE_37_unlinkAgainstSave(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Person person = Person.random(kit);
            IdentityKey goes = person.another(kit);
            SessionId session = kit.dice().session();
            Instant begunAt = kit.clock().instant();
            Node saving = kit.node(round);
            Node unlinking = kit.node(round + 1);
            kit.pass(Duration.ofSeconds(1));

            var both = kit.races()
                    .run(
                            () -> person.save(kit, saving, session, goes, begunAt),
                            () -> unlinking.users().unlink(goes));

            assertThat(both.second()).isInstanceOf(UnlinkOutcome.Unlinked.class);
            assertThat(person.kept(saving, session)).as("after %s", both).isZero();
            assertThat(person.save(kit, saving, session, goes, begunAt))
                    .as("a save that comes later still")
                    .isEqualTo(SaveOutcome.FENCED);
            assertThat(person.kept(unlinking, session)).isZero();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-55",
            says = "an unlinking that failed can be driven to its end, and the last identity stays whatever failed",
            why = "Half unlinked is still linked; whoever asked must be able to ask again.",
            look = "the remove of the identity, acknowledged and not done, and removes of upstream tokens before it")
    default void FAULT_55_unlink(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Person person = Person.random(kit);
            IdentityKey goes = person.another(kit);
            SessionId session = kit.dice().session();
            person.keep(kit, session, goes);

            Optional<UnlinkOutcome> outcome = Trials.attempt(() -> shaky.users().unlink(goes));
            boolean done = outcome.map(UnlinkRules::isDone).orElse(false);
            for (int again = 0; again < 3 && !done; again++) {
                done = isDone(kit.node(again).users().unlink(goes));
            }

            assertThat(done).isTrue();
            assertThat(person.kept(kit.node(1), session)).isZero();
            assertThat(kit.node(1).users().unlink(person.identity()))
                    .isEqualTo(new UnlinkOutcome.LastIdentity(person.user()));
            assertThat(Person.loggedIn(kit.node(0), person.identity()).id()).isEqualTo(person.user());
            assertThat(Person.loggedIn(kit.node(0), goes).id()).isNotEqualTo(person.user());
        });
    }

    private static boolean isDone(UnlinkOutcome outcome) {
        return outcome.match(
                new UnlinkOutcome.Cases<>((user, tokens) -> true, fault -> false, user -> false, () -> true));
    }
}
