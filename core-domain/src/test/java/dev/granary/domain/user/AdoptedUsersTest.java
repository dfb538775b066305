package dev.granary.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.fixture.World;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptedUsersTest {

    private static final UserId ALICE = new UserId("alice-there");
    private static final UserId BOB = new UserId("bob-there");
    private static final IdentityKey KEY = new IdentityKey("main", "alice-at-idp");
    private static final IdentityKey OTHER = new IdentityKey("other", "alice-at-idp");
    private static final Profile PROFILE = new Profile(Optional.of("Alice"), Optional.empty());

    private final World world = new World();
    private final LinkedUsers users = new LinkedUsers(world.realm(), world.fences(), world.revocations());
    private final AdoptedUsers adopted = new AdoptedUsers(world.realm(), world.fences());
    private final Instant then = world.realm().now().minus(Duration.ofDays(100));

    @Test
    void whoLogsInByAnAdoptedIdentityIsTheUserOfBefore() {
        assertThat(adopted.adopt(ALICE, then)).isEqualTo(AdoptOutcome.ADOPTED);
        assertThat(link(KEY, ALICE)).isEqualTo(AdoptOutcome.ADOPTED);

        User user = users.resolve(KEY, PROFILE);

        assertThat(user.id()).isEqualTo(ALICE);
        assertThat(user.createdAt()).isEqualTo(then);
        assertThat(user.name()).contains("Alice");
        assertThat(users.resolve(OTHER, PROFILE).id()).isNotEqualTo(ALICE);
    }

    @Test
    void againIsNoHarmAndLostRepliesAreNone() {
        world.storage().loseReplies(2);
        assertThat(adopted.adopt(ALICE, then)).isEqualTo(AdoptOutcome.ADOPTED);
        assertThat(link(KEY, ALICE)).isEqualTo(AdoptOutcome.ADOPTED);
        User before = users.resolve(KEY, PROFILE);

        assertThat(adopted.adopt(ALICE, then)).isEqualTo(AdoptOutcome.PRESENT);
        assertThat(link(KEY, ALICE)).isEqualTo(AdoptOutcome.PRESENT);

        assertThat(users.find(ALICE)).contains(before);
    }

    @Test
    void anIdentityThatLeadsToAnotherUserStillDoes() {
        UserId here = users.resolve(KEY, PROFILE).id();
        adopted.adopt(ALICE, then);

        assertThat(link(KEY, ALICE)).isEqualTo(AdoptOutcome.TAKEN);

        assertThat(users.resolve(KEY, PROFILE).id()).isEqualTo(here);
    }

    @Test
    void anIdentityOfNobodyIsRefused() {
        assertThat(link(KEY, BOB)).isEqualTo(AdoptOutcome.REFUSED);
        assertThat(world.storage().count(Identity.KIND)).isZero();
    }

    @Test
    void aUserWhoIsDeletedMeanwhileKeepsNoIdentity() {
        adopted.adopt(ALICE, then);
        world.storage()
                .beforeNextInsert(
                        Identity.KIND,
                        () -> assertThat(users.delete(ALICE)).isInstanceOf(DeleteOutcome.Complete.class));

        assertThat(link(KEY, ALICE)).isEqualTo(AdoptOutcome.REFUSED);

        assertThat(world.storage().count(Identity.KIND)).isZero();
        assertThat(adopted.adopt(ALICE, then)).isEqualTo(AdoptOutcome.REFUSED);
    }

    @Test
    void anIdentityThatWasUnlinkedHereIsNotLinkedAgain() {
        adopted.adopt(ALICE, then);
        link(KEY, ALICE);
        link(OTHER, ALICE);
        assertThat(users.unlink(KEY)).isInstanceOf(UnlinkOutcome.Unlinked.class);

        assertThat(link(KEY, ALICE)).isEqualTo(AdoptOutcome.REFUSED);

        assertThat(world.records().identities().find(KEY)).isEmpty();
        assertThat(users.resolve(OTHER, PROFILE).id()).isEqualTo(ALICE);
    }

    @Test
    void aUserWhomTokensWereIssuedForIsNotMadeAgainWhenItIsMissing() {
        adopted.adopt(ALICE, then);
        assertThat(adopted.link(KEY, ALICE, then, then)).isEqualTo(AdoptOutcome.ADOPTED);
        User stored = world.records().users().find(ALICE).orElseThrow();
        assertThat(world.records()
                        .users()
                        .remove(ALICE, stored.revision())
                        .match(() -> true, other -> false, () -> false))
                .isTrue();

        assertThatThrownBy(() -> users.resolve(KEY, PROFILE)).isInstanceOf(MissingUserException.class);
    }

    private AdoptOutcome link(IdentityKey key, UserId user) {
        return adopted.link(key, user, then, then.plusSeconds(60));
    }
}
