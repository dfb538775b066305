package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.consent.ConsentKey;
import dev.granary.domain.consent.ConsentOutcome;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.user.DeleteOutcome;
import dev.granary.domain.user.LinkOutcome;
import dev.granary.domain.user.Profile;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import dev.granary.user.IdentityKey;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users who are deleted: CASCADE, FENCE and FAULT. */
public interface UserDeletionRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-24",
            says = "deleting a user ends everything of theirs, in whatever session and at whatever upstream, and "
                    + "nothing of anybody else's",
            why = "Who asks to be forgotten is; a row that is left opens an account at an upstream.",
            look = "the listings of upstream tokens and identities by user, and of consents by subject")
    default void CASCADE_24_aUserGoesWithAllOfTheirs(Kit kit) {
        Person gone = Person.random(kit);
        IdentityKey second = gone.another(kit);
        SessionId bare = kit.dice().session();
        Person stays = Person.random(kit);
        Person neighbour = new Person(
                stays.identity(),
                stays.user(),
                stays.account().at(gone.account().client()));
        IssuedTokens theirs = kit.node(0).begin(gone.account());
        IssuedTokens others = kit.node(0).begin(neighbour.account());
        gone.keep(kit, gone.account().session(), gone.identity());
        gone.keep(kit, bare, gone.identity());
        gone.keep(kit, bare, second);
        neighbour.keep(kit, neighbour.account().session(), neighbour.identity());
        allow(kit, gone.account());
        allow(kit, neighbour.account());

        assertThat(kit.node(1).users().delete(gone.user()))
                .isEqualTo(new DeleteOutcome.Complete(new DeleteOutcome.Ended(1, 2, 2)));

        assertThat(kit.node(0).users().find(gone.user())).isEmpty();
        assertThat(kit.node(0).users().delete(gone.user())).isEqualTo(new DeleteOutcome.Unknown());
        Lives.assertEnded(kit, gone.account(), theirs);
        assertThat(gone.kept(kit.node(0), gone.account().session())).isZero();
        assertThat(gone.kept(kit.node(0), bare)).isZero();
        assertThat(isAllowed(kit, gone.account())).isFalse();
        Lives.assertGoesOn(kit, neighbour.account(), others);
        assertThat(neighbour.kept(kit.node(0), neighbour.account().session())).isEqualTo(1);
        assertThat(isAllowed(kit, neighbour.account())).isTrue();
        assertForgotten(kit, gone);
        assertThat(Person.loggedIn(kit.node(0), second).id()).isNotEqualTo(gone.user());
        assertThat(Person.loggedIn(kit.node(1), stays.identity()).id()).isEqualTo(stays.user());
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-54",
            says = "a deletion that failed lets nobody log in as its user from then on, locks nobody out, and can be "
                    + "driven to its end",
            why = "A user who is half deleted must not be half alive, and must be able to come back as somebody new.",
            look = "the mark of the deletion in the user's record, and every listing and remove behind it")
    default void FAULT_54_delete(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Person person = Person.random(kit);
            SessionId bare = kit.dice().session();
            IssuedTokens held = kit.node(0).begin(person.account());
            person.keep(kit, bare, person.identity());

            Optional<DeleteOutcome> outcome = Trials.attempt(() -> shaky.users().delete(person.user()));
            UserId between = Person.loggedIn(kit.node(1), person.identity()).id();
            if (outcome.isPresent()) {
                assertThat(kit.node(1).users().find(person.user()))
                        .as("a user whose deletion has begun")
                        .isEmpty();
                assertThat(between).as("who logs in then").isNotEqualTo(person.user());
            }
            boolean done = outcome.map(UserDeletionRules::isDone).orElse(false);
            for (int again = 0; again < 3 && !done; again++) {
                done = isDone(kit.node(again).users().delete(person.user()));
            }

            assertThat(done).isTrue();
            Lives.assertEnded(kit, person.account(), held);
            assertThat(person.kept(kit.node(0), bare)).isZero();
            UserId after = Person.loggedIn(kit.node(0), person.identity()).id();
            assertThat(after).isNotEqualTo(person.user());
            if (!between.equals(person.user())) {
                assertThat(after).as("who came back before the end").isEqualTo(between);
            }
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-35",
            says = "a login that ends while its user is deleted is dead when both are done, or a new user's",
            why = "The tab that was logging in must not carry the account over its end, nor lock its owner out.",
            look = "the mark in the user's record, the fence of the subject, and the replaces that both decide by")
    default void FENCE_35_deleteAgainstLogin(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Person person = Person.random(kit);
            SessionId session = kit.dice().session();
            Instant begunAt = kit.clock().instant();
            Node entering = kit.node(round);
            Node deleting = kit.node(round + 1);
            kit.pass(Duration.ofSeconds(1));

            var both = kit.races()
                    .run(
                            () -> Entry.of(kit, entering, person, session, begunAt),
                            () -> deleting.users().delete(person.user()));

            assertThat(isDone(both.second())).isTrue();
            Entry entry = both.first();
            if (entry.person().user().equals(person.user())) {
                assertThat(entry.person().kept(deleting, session))
                        .as("upstream tokens of the deleted user")
                        .isZero();
                Outcomes.success(entry.tokens())
                        .ifPresent(won -> Lives.assertEnded(kit, entry.person().account(), won));
            } else {
                assertThat(entry.person().kept(deleting, session)).isEqualTo(1);
                assertThat(deleting.isLive(
                                Outcomes.issued(entry.tokens()), entry.person().account()))
                        .as("a token of the new user")
                        .isTrue();
            }
            assertThat(person.save(kit, entering, session, person.identity(), begunAt))
                    .as("a save that comes later still")
                    .isEqualTo(SaveOutcome.FENCED);
            assertThat(Outcomes.success(
                            entering.tokens().issueToken(person.account().granted(begunAt))))
                    .as("a token that is issued later still")
                    .isEmpty();
            assertForgotten(kit, person);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-36",
            says = "an identity that is linked to a user while that is deleted is free when both are done",
            why = "An identity that leads to a user who is gone locks its owner out.",
            look = "the listing of identities by user, and a find of the user that does not show the mark")
    default void FENCE_36_deleteAgainstLink(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Person person = Person.random(kit);
            IdentityKey another = Person.identity(kit);
            Node linking = kit.node(round);
            Node deleting = kit.node(round + 1);

            var both = kit.races()
                    .run(
                            () -> linking.users().link(person.user(), another),
                            () -> deleting.users().delete(person.user()));

            assertThat(both.first()).isNotEqualTo(LinkOutcome.TAKEN);
            assertThat(isDone(both.second())).isTrue();
            assertForgotten(kit, person);
            assertThat(Person.loggedIn(kit.node(0), another).id()).isNotEqualTo(person.user());
        }
    }

    /**
     * What a login came to.
     *
     * @param person whom it led to
     * @param tokens what it was given
     */
    record Entry(Person person, TokenOutcome tokens) {

        /** Logs somebody in, as the server does it. */
        static Entry of(Kit kit, Node node, Person before, SessionId session, Instant begunAt) {
            UserId user =
                    node.users().resolve(before.identity(), Profile.UNKNOWN).id();
            Account account = before.account().of(new Subject(user.value())).in(session);
            Person person = new Person(before.identity(), user, account);
            person.save(kit, node, session, before.identity(), begunAt);
            return new Entry(person, node.tokens().issueToken(account.granted(begunAt)));
        }
    }

    private static void allow(Kit kit, Account account) {
        ConsentOutcome outcome = kit.node(0)
                .consents()
                .allow(
                        consent(account),
                        Scopes.of("files"),
                        Collections.emptySortedSet(),
                        kit.clock().instant());
        assertThat(outcome).isEqualTo(ConsentOutcome.RECORDED);
    }

    private static boolean isAllowed(Kit kit, Account account) {
        return kit.node(1).consents().cover(consent(account), Scopes.of("files"), Collections.emptySortedSet());
    }

    private static ConsentKey consent(Account account) {
        return new ConsentKey(account.client(), account.subject());
    }

    /** Asserts that in two hours nothing tells of this user any more, and that their identity leads to another. */
    private static void assertForgotten(Kit kit, Person person) {
        kit.pass(Duration.ofHours(2));
        Lives.purge(kit);
        assertThat(kit.node(0).realm().records().users().find(person.user()))
                .as("the record of a deleted user")
                .isEmpty();
        UserId next = Person.loggedIn(kit.node(0), person.identity()).id();
        assertThat(next).as("who logs in next").isNotEqualTo(person.user());
        assertThat(kit.node(1).users().find(next)).isPresent();
    }

    private static boolean isDone(DeleteOutcome outcome) {
        return outcome.match(ended -> true, (ended, fault) -> false, () -> true);
    }
}
