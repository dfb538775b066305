package dev.granary.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.World;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.fence.Fence;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.Identity;
import dev.granary.user.IdentityKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserEndTest {

    private static final IdentityKey ALICE = new IdentityKey("main", "alice-at-idp");
    private static final IdentityKey ALSO_ALICE = new IdentityKey("other", "alice");
    private static final Profile PROFILE = new Profile(Optional.of("Alice"), Optional.of("alice@example.org"));

    private final World world = new World();
    private final LinkedUsers users = new LinkedUsers(world.realm(), world.fences(), world.revocations());
    private final SealedUpstreamTokens tokens = new SealedUpstreamTokens(world.realm(), world.seal(), world.fences());

    @Test
    void theIdentitiesOfAUserAreListed() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        users.resolve(new IdentityKey("main", "bob-at-idp"), PROFILE);
        world.clock().advance(Duration.ofSeconds(1));
        assertThat(users.link(id, ALSO_ALICE)).isEqualTo(LinkOutcome.LINKED);

        assertThat(users.identities(id).orElseThrow()).extracting(Identity::key).containsExactly(ALICE, ALSO_ALICE);
        assertThat(users.identities(new UserId("nobody"))).isEmpty();
        users.delete(id);
        assertThat(users.identities(id)).isEmpty();
    }

    @Test
    void aDeletedUserIsForgottenAtOnceAndTheRecordEndsWithinTheHour() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        save(id, ALICE);

        assertThat(users.delete(id)).isEqualTo(new DeleteOutcome.Complete(new DeleteOutcome.Ended(0, 1, 1)));

        assertThat(users.find(id)).isEmpty();
        User left = world.records().users().find(id).orElseThrow();
        assertThat(left.name()).isEmpty();
        assertThat(left.email()).isEmpty();
        assertThat(world.storage().count(Identity.KIND)).isZero();
        assertThat(world.storage().count(UpstreamToken.KIND)).isZero();
        assertThat(world.types()).endsWith(AuditType.BULK_REVOKED, AuditType.USER_DELETED);
        assertThat(world.told()).contains("user " + id.value() + " complete").doesNotContain("Alice", "alice");
        assertThat(users.delete(id)).isEqualTo(new DeleteOutcome.Unknown());
        world.clock().advance(Duration.ofHours(1).plusSeconds(5));
        assertThat(world.records().users().purge(world.realm().now(), 10).removed())
                .isEqualTo(1);
    }

    @Test
    void aDeletionThatBrokeOffSaysSoAndTheNextCallEndsIt() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        world.storage().beforeNextInsert(Fence.KIND, () -> {
            throw new StorageUnavailableException(StorageFault.of("map", "insert", "fences", "told to fail"));
        });

        assertThat(users.delete(id)).isInstanceOf(DeleteOutcome.Incomplete.class);

        assertThat(world.told()).contains("user " + id.value() + " INCOMPLETE");
        assertThat(users.find(id)).isEmpty();
        UserId back = users.resolve(ALICE, PROFILE).id();
        assertThat(back).isNotEqualTo(id);
        assertThat(users.delete(id)).isEqualTo(new DeleteOutcome.Complete(new DeleteOutcome.Ended(0, 0, 0)));
        assertThat(users.resolve(ALICE, PROFILE).id()).isEqualTo(back);
    }

    @Test
    void aUserOfALoginThatIsNotOverCannotBeDeleted() {
        world.storage().refuseNextReplace();
        assertThatThrownBy(() -> users.resolve(ALICE, PROFILE)).isInstanceOf(StorageUnavailableException.class);
        UserId promised = world.records().identities().find(ALICE).orElseThrow().user();

        assertThat(users.delete(promised)).isEqualTo(new DeleteOutcome.Unknown());

        assertThat(users.resolve(ALICE, PROFILE).id()).isEqualTo(promised);
    }

    @Test
    void aLoginWhoseUserIsDeletedMeanwhileEndsAsANewUser() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        world.clock().advance(Duration.ofSeconds(1));
        world.storage()
                .beforeNextReplace(() -> assertThat(users.delete(id)).isInstanceOf(DeleteOutcome.Complete.class));

        User user = users.resolve(ALICE, PROFILE);

        assertThat(user.id()).isNotEqualTo(id);
        assertThat(users.find(user.id())).contains(user);
    }

    @Test
    void aLoginWhoseIdentityIsUnlinkedMeanwhileEndsAsANewUser() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        users.link(id, ALSO_ALICE);
        world.clock().advance(Duration.ofSeconds(1));
        world.storage()
                .beforeNextReplace(() -> assertThat(users.unlink(ALICE)).isEqualTo(new UnlinkOutcome.Unlinked(id, 0)));

        assertThat(users.resolve(ALICE, PROFILE).id()).isNotEqualTo(id);

        assertThat(users.resolve(ALSO_ALICE, PROFILE).id()).isEqualTo(id);
    }

    @Test
    void theLastIdentityStaysAndLeadsOn() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        save(id, ALICE);

        assertThat(users.unlink(ALICE)).isEqualTo(new UnlinkOutcome.LastIdentity(id));

        assertThat(world.records().identities().find(ALICE).orElseThrow().leavingSince())
                .isEmpty();
        assertThat(world.storage().count(UpstreamToken.KIND)).isEqualTo(1);
        assertThat(world.types()).doesNotContain(AuditType.IDENTITY_UNLINKED);
        assertThat(users.resolve(ALICE, PROFILE).id()).isEqualTo(id);
    }

    @Test
    void anIdentityIsLinkedOnceAndOnlyToAUserWhoIsThere() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        UserId other = users.resolve(new IdentityKey("main", "bob"), PROFILE).id();

        assertThat(users.link(id, ALSO_ALICE)).isEqualTo(LinkOutcome.LINKED);
        assertThat(users.link(id, ALSO_ALICE)).isEqualTo(LinkOutcome.LINKED);
        assertThat(users.link(other, ALSO_ALICE)).isEqualTo(LinkOutcome.TAKEN);
        assertThat(users.link(new UserId("nobody"), new IdentityKey("main", "carol")))
                .isEqualTo(LinkOutcome.UNKNOWN);

        assertThat(users.resolve(ALSO_ALICE, PROFILE).id()).isEqualTo(id);
    }

    @Test
    void anIdentityThatIsLinkedWhileItsUserIsDeletedIsFree() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        world.storage()
                .beforeNextInsert(
                        Identity.KIND, () -> assertThat(users.delete(id)).isInstanceOf(DeleteOutcome.Complete.class));

        assertThat(users.link(id, ALSO_ALICE)).isEqualTo(LinkOutcome.UNKNOWN);

        assertThat(world.records().identities().find(ALSO_ALICE)).isEmpty();
    }

    @Test
    void unlinkingEndsWhatTheUpstreamGaveAndTellsHowMuch() {
        UserId id = users.resolve(ALICE, PROFILE).id();
        users.link(id, ALSO_ALICE);
        save(id, ALICE);
        save(id, ALSO_ALICE);

        assertThat(users.unlink(ALICE)).isEqualTo(new UnlinkOutcome.Unlinked(id, 1));

        assertThat(world.storage().count(UpstreamToken.KIND)).isEqualTo(1);
        assertThat(world.types()).endsWith(AuditType.IDENTITY_LINKED, AuditType.IDENTITY_UNLINKED);
        assertThat(world.told()).contains("user " + id.value() + " of main complete");
    }

    private void save(UserId user, IdentityKey at) {
        SaveOutcome outcome = tokens.save(
                new UpstreamTokenKey(new SessionId("q1w2e3r4t5z6u7i8o9p0aA"), new ProviderName(at.provider())),
                new UpstreamTokenSet(
                        Optional.of("opens the mailbox"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                new UpstreamBinding(user, at.subject(), new ClientId("app"), "granary"),
                world.realm().now());
        assertThat(outcome).isEqualTo(SaveOutcome.SAVED);
    }
}
