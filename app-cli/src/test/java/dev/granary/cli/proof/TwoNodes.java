package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.cli.proof.Flock.Reply;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What one node did the other one knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TwoNodes {

    private static final int ROUNDS = 3;
    private static final Duration RETRY_WINDOW = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Checker checker = new Checker("alice");
    private final Nodes nodes;
    private final Flock both;
    private final Flock first;
    private final Flock second;

    TwoNodes(Backend backend) throws Exception {
        nodes = new Nodes(backend, List.of(), RETRY_WINDOW);
        both = new Flock(nodes.front().address());
        first = new Flock(nodes.first().address());
        second = new Flock(nodes.second().address());
    }

    @AfterAll
    void end() {
        List.of(both, first, second).forEach(Flock::close);
        nodes.close();
    }

    @Test
    void aGrantLivesOnBothNodesAndEndsOnBoth() throws Exception {
        int before = nodes.front().requests();
        Map<String, String> redemption = checker.redemption(nodes.front().address());
        assertThat(nodes.front().requests() - before)
                .as("a login is spread over both")
                .isGreaterThan(1);

        Reply opened = first.one("/oauth/token", redemption);
        assertThat(second.isActive(opened.text("access_token"))).isTrue();

        Reply refreshed = second.one("/oauth/token", Checker.refresh(opened.text("refresh_token")));
        assertThat(refreshed.succeeded()).as(refreshed.toString()).isTrue();
        assertThat(first.isActive(refreshed.text("access_token"))).isTrue();
        assertThat(first.isActive(opened.text("access_token"))).isFalse();

        assertThat(first.send("/oauth/revoke", Map.of("token", refreshed.text("refresh_token"))))
                .isEqualTo(200);
        assertThat(second.isActive(refreshed.text("access_token"))).isFalse();
        assertThat(second.one("/oauth/token", Checker.refresh(refreshed.text("refresh_token")))
                        .text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void ofRedemptionsOnBothAtOnceExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Reply> replies = both.all(checker.redemption(nodes.front().address()));

            assertThat(replies)
                    .filteredOn(Reply::succeeded)
                    .as("round " + round)
                    .hasSize(1);
            assertThat(replies)
                    .filteredOn(reply -> reply.text("error").equals("invalid_grant"))
                    .as("round " + round)
                    .hasSize(Flock.SIZE - 1);
        }
    }

    @Test
    void refreshesOnBothAtOnceCarryTheSameSuccessor() throws Exception {
        Reply opened =
                first.one("/oauth/token", checker.redemption(nodes.front().address()));

        List<Reply> replies = both.all(Checker.refresh(opened.text("refresh_token")));

        assertThat(replies).allMatch(Reply::succeeded);
        assertThat(replies.stream().map(reply -> reply.text("refresh_token")).distinct())
                .hasSize(1);
    }

    @Test
    void aCodeThatIsUsedAgainOnTheOtherNodeEndsTheGrant() throws Exception {
        Map<String, String> redemption = checker.redemption(nodes.front().address());
        Reply opened = first.one("/oauth/token", redemption);

        assertThat(second.one("/oauth/token", redemption).text("error")).isEqualTo("invalid_grant");

        assertThat(first.isActive(opened.text("access_token"))).isFalse();
    }

    /** Last, since a node that has just begun does not read its keys again for some seconds. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theOtherNodeKnowsTheKeyThatOneRotatedTo() throws Exception {
        Map<String, String> redemption = checker.redemption(nodes.front().address());
        Reply before =
                second.one("/oauth/token", checker.redemption(nodes.front().address()));
        KeyId former = current();

        assertThat(signing().compromised(former)).isNotNull();
        Reply after = first.one("/oauth/token", redemption);

        assertThat(current()).isNotEqualTo(former);
        awaitActive(second, after.text("access_token"));
        assertThat(second.keys()).contains(current().value()).doesNotContain(former.value());
        assertThat(second.isActive(before.text("access_token"))).isFalse();
        assertThat(second.one("/oauth/token", Checker.refresh(after.text("refresh_token")))
                        .succeeded())
                .isTrue();
    }

    private KeyId current() {
        return new KeyId(nodes.first().server().signingKeys().current().getKeyID());
    }

    private RotatingKeys signing() {
        return nodes.first().server().rotatingKeys().stream()
                .filter(keys -> keys.use() == KeyUse.SIGNATURE)
                .findFirst()
                .orElseThrow();
    }

    /** A key that a node does not know makes it read the keys again, some seconds after it last did. */
    private static void awaitActive(Flock node, String token) throws Exception {
        long begun = System.nanoTime();
        while (!node.isActive(token)) {
            assertThat(System.nanoTime() - begun)
                    .as("the other node reads the keys")
                    .isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
