package dev.granary.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.domain.realm.Realm;
import dev.granary.record.Stamp;
import dev.granary.record.StorageUnavailableException;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedUsersTest {

    private static final IdentityKey ALICE = new IdentityKey("main", "alice-at-idp");
    private static final Profile PROFILE = new Profile(Optional.of("Alice"), Optional.of("alice@example.org"));

    private final World world = new World();
    private final LinkedUsers users = new LinkedUsers(world.realm(), world.fences(), world.revocations());

    @Test
    void theFirstLoginMakesAUserAndTheNextFindsIt() {
        User first = users.resolve(ALICE, PROFILE);
        world.clock().advance(Duration.ofDays(4000));
        User second = users.resolve(ALICE, new Profile(Optional.of("Alice B."), Optional.empty()));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.name()).contains("Alice B.");
        assertThat(second.email()).isEmpty();
        assertThat(second.lastAuthenticatedAt()).contains(world.realm().now());
        assertThat(users.find(first.id())).contains(second);
        assertThat(stored().lastUsedAt()).isEqualTo(world.realm().now());
        assertThat(world.types()).containsExactly(AuditType.USER_CREATED);
        assertThat(world.told()).doesNotContain("Alice", "alice");
    }

    @Test
    void nobodyIsFoundByEmailOrByAnotherUpstreamsSubject() {
        User alice = users.resolve(ALICE, PROFILE);

        assertThat(users.resolve(new IdentityKey("main", "ALICE-at-idp"), PROFILE)
                        .id())
                .isNotEqualTo(alice.id());
        assertThat(users.resolve(new IdentityKey("other", ALICE.subject()), PROFILE)
                        .id())
                .isNotEqualTo(alice.id());
        assertThat(users.find(new UserId(ALICE.subject()))).isEmpty();
    }

    @Test
    void allFirstLoginsAtOnceEndWithTheSameUser() throws Exception {
        for (int round = 0; round < 100; round++) {
            IdentityKey key = new IdentityKey("main", "user-" + round);
            List<UserId> ids = Race.run(() -> users.resolve(key, PROFILE).id());

            assertThat(ids).hasSize(8).containsOnly(ids.get(0));
            assertThat(world.types()).hasSize(round + 1);
            assertThat(users.find(ids.get(0)).orElseThrow().provisionalUntil()).isEmpty();
        }
    }

    @Test
    void theLosersOwnUserEnds() {
        UserId id = new UserId("winner");
        world.records().users().insert(provisional(id));
        Identity winner = new Identity(
                ALICE,
                id,
                world.realm().now(),
                world.realm().now(),
                Optional.empty(),
                Stamp.first(world.realm().attempt()));
        world.storage()
                .beforeNextInsert(
                        Identity.KIND, () -> world.records().identities().insert(winner));

        User user = users.resolve(ALICE, PROFILE);

        assertThat(user.id()).isEqualTo(id);
        assertThat(world.storage().count(User.KIND)).isEqualTo(2);
        world.clock().advance(Duration.ofHours(1).plusSeconds(5));
        assertThat(world.records().users().purge(world.realm().now(), 100).removed())
                .isEqualTo(1);
        assertThat(users.find(id)).isPresent();
    }

    @Test
    void aProvisionalUserIsNotFound() {
        UserId id = new UserId("provisional");
        world.records().users().insert(provisional(id));

        assertThat(users.find(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 90, 1_000_000})
    void aFirstLoginThatBrokeOffAfterTheLinkIsTakenUpHoweverLate(int minutes) {
        breakOffAfterTheLink();
        UserId promised = stored().user();
        world.clock().advance(Duration.ofMinutes(minutes));
        world.records().users().purge(world.realm().now(), 100);

        User user = users.resolve(ALICE, PROFILE);

        assertThat(user.id()).isEqualTo(promised);
        assertThat(user.provisionalUntil()).isEmpty();
        assertThat(world.types()).containsExactly(AuditType.USER_CREATED);
    }

    @Test
    void manyWhoTakeUpABrokenLoginEndWithTheSameUser() throws Exception {
        for (int round = 0; round < 50; round++) {
            World fresh = new World();
            LinkedUsers others = new LinkedUsers(fresh.realm(), fresh.fences(), fresh.revocations());
            fresh.records()
                    .identities()
                    .insert(new Identity(
                            ALICE,
                            new UserId("promised"),
                            fresh.realm().now(),
                            fresh.realm().now(),
                            Optional.empty(),
                            Stamp.first(world.realm().attempt())));

            List<UserId> ids = Race.run(() -> others.resolve(ALICE, PROFILE).id());

            assertThat(ids).containsOnly(new UserId("promised"));
        }
    }

    @Test
    void aStorageWhoseClockIsFarAheadKeepsNobodyOut() {
        Realm behind = new Realm(
                world.records(),
                () -> world.clock().instant().minus(Duration.ofDays(1)),
                world.realm().random(),
                Duration.ofSeconds(5),
                event -> {});
        LinkedUsers there = new LinkedUsers(behind, world.fences(), world.revocations());

        User user = there.resolve(ALICE, PROFILE);

        assertThat(there.find(user.id())).contains(user);
        assertThat(there.resolve(ALICE, PROFILE).id()).isEqualTo(user.id());
    }

    @Test
    void aUserWhoWasThereAndIsGoneIsAnErrorThatSaysWhatToDo() {
        User user = users.resolve(ALICE, PROFILE);
        world.records().users().remove(user.id(), user.revision());

        assertThatThrownBy(() -> users.resolve(ALICE, PROFILE))
                .isInstanceOf(MissingUserException.class)
                .hasMessageContaining("restore the user from a backup")
                .hasMessageNotContaining(ALICE.subject());
        assertThat(users.find(user.id())).isEmpty();
    }

    @Test
    void lostRepliesMakeNoSecondUser() {
        for (int lost = 1; lost <= 2; lost++) {
            world.storage().loseReplies(lost);
            users.resolve(ALICE, PROFILE);
        }

        assertThat(world.storage().count(User.KIND)).isEqualTo(1);
    }

    @Test
    void aProfileThatCannotBeStoredIsRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> new Profile(Optional.of("x".repeat(2049)), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user name");
    }

    private void breakOffAfterTheLink() {
        world.storage().refuseNextReplace();
        assertThatThrownBy(() -> users.resolve(ALICE, PROFILE)).isInstanceOf(StorageUnavailableException.class);
    }

    private User provisional(UserId id) {
        Instant now = world.realm().now();
        return new User(
                id,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(now.plusSeconds(60)),
                Optional.empty(),
                Stamp.first(world.realm().attempt()));
    }

    private Identity stored() {
        return world.records().identities().find(ALICE).orElseThrow();
    }
}
