package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.realm.Listing;
import dev.granary.domain.user.Profile;
import dev.granary.record.Selection;
import dev.granary.tck.fault.Interruption;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Node;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Users and identities: ONCE, KEY, ROUND, RETAIN, TENANT and FAULT. */
public interface UserRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-27",
            says = "concurrent first logins with one identity lead to one user",
            why = "Two users of one identity have half of their consents and tokens each.",
            look = "the insert of the identity, which alone decides; it must answer the loser with what is stored")
    default void ONCE_27_oneUserIsMade(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            IdentityKey identity = identity(kit);
            List<Callable<User>> callers = new ArrayList<>();
            for (int n = 0; n < kit.races().racers(); n++) {
                Node node = kit.node(n);
                callers.add(() -> node.users().resolve(identity, Profile.UNKNOWN));
            }
            List<User> users = kit.races().run(callers);
            assertThat(users.stream().map(User::id).distinct())
                    .as("users of one identity")
                    .hasSize(1);
            assertThat(kit.node(0).users().find(users.get(0).id())).isPresent();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-25",
            says = "a user made for a login that lost is purged, and the one who won never is",
            why = "The loser of two first logins leaves a user that nobody has; they add up.",
            look = "provisional users and their retain-until; a replace that makes one final and is lost")
    default void RETAIN_25_theLosersUserIsPurged(Kit kit) {
        IdentityKey identity = identity(kit);
        List<User> winner = new ArrayList<>();
        Interruption linkedMeanwhile =
                new Interruption(true, () -> winner.add(kit.node(1).users().resolve(identity, Profile.UNKNOWN)));
        Node loser = kit.nodeOn(new WatchedStorage(kit.storage(), linkedMeanwhile));
        User resolved = loser.users().resolve(identity, Profile.UNKNOWN);
        assertThat(resolved.id()).isEqualTo(winner.get(0).id());
        kit.pass(Duration.ofHours(2));
        Lives.purge(kit);
        assertThat(kit.node(0).users().find(resolved.id())).isPresent();
        var stored = new ArrayList<User>();
        new Listing<>(kit.node(0).realm().records().users(), Selection.<User>all()).forEachPage(stored::addAll);
        assertThat(stored).as("users, after both first logins").hasSize(1);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-21", says = "identities that differ in anything lead to different users")
    default void KEY_21_identitiesAreApart(Kit kit) {
        String provider = kit.dice().name();
        String subject = "Sub " + kit.dice().text();
        List<IdentityKey> identities = List.of(
                new IdentityKey(provider, subject),
                new IdentityKey(provider, subject.toLowerCase(Locale.ROOT)),
                new IdentityKey(provider, subject + " "),
                new IdentityKey(provider, subject + "\u0301"),
                new IdentityKey(provider + "x", subject),
                new IdentityKey(provider, "x" + subject));
        List<User> users = identities.stream()
                .map(identity -> kit.node(0).users().resolve(identity, Profile.UNKNOWN))
                .toList();
        assertThat(users.stream().map(User::id)).doesNotHaveDuplicates();
        for (int i = 0; i < users.size(); i++) {
            assertThat(kit.node(1)
                            .users()
                            .resolve(identities.get(i), Profile.UNKNOWN)
                            .id())
                    .isEqualTo(users.get(i).id());
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-24", says = "what the upstream last said of a user is known on every node")
    default void ROUND_24_theProfileIsKept(Kit kit) {
        IdentityKey identity = identity(kit);
        for (int i = 0; i < 6; i++) {
            Profile profile = i % 3 == 2
                    ? Profile.UNKNOWN
                    : new Profile(
                            Optional.of(kit.dice().id()), Optional.of(kit.dice().text()));
            User user = kit.node(i).users().resolve(identity, profile);
            User found = kit.node(i + 1).users().find(user.id()).orElseThrow();
            assertThat(found).isEqualTo(user);
            assertThat(found.name()).isEqualTo(profile.name());
            assertThat(found.email()).isEqualTo(profile.email());
            assertThat(found.lastAuthenticatedAt()).contains(kit.clock().instant());
            kit.pass(Duration.ofDays(1));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-25", says = "one identity in two namespaces leads to two users who do not know each other")
    default void TENANT_25_usersStayInside(Kit kit) {
        IdentityKey identity = identity(kit);
        Node other = kit.nodeIn(kit.freshNamespace());
        User here = kit.node(0).users().resolve(identity, Profile.UNKNOWN);
        User there = other.users().resolve(identity, Profile.UNKNOWN);
        assertThat(here.id()).isNotEqualTo(there.id());
        assertThat(kit.node(1).users().find(there.id())).isEmpty();
        assertThat(other.users().find(here.id())).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-47",
            says = "a first login that failed half-way can be repeated, and leads to one user for good",
            why = "A first login that fails must not make a second user at the next.",
            look = "the insert of the identity and the replace that makes its user final")
    default void FAULT_47_firstLogin(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            IdentityKey identity = identity(kit);
            User user = Trials.driven(
                    () -> shaky.users().resolve(identity, Profile.UNKNOWN),
                    () -> kit.node(1).users().resolve(identity, Profile.UNKNOWN));
            kit.pass(Duration.ofHours(2));
            Lives.purge(kit);
            assertThat(kit.node(0).users().resolve(identity, Profile.UNKNOWN).id())
                    .isEqualTo(user.id());
            assertThat(kit.node(0).users().find(user.id())).isPresent();
        });
    }

    private static IdentityKey identity(Kit kit) {
        return new IdentityKey(kit.dice().name(), kit.dice().id());
    }
}
