package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.grant.Grant;
import dev.granary.grant.Granted;
import dev.granary.record.Namespace;
import dev.granary.record.Purged;
import dev.granary.spi.RecordKinds;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lives of grants: lived to a point, and found to have ended. */
final class Lives {

    private static final int BATCH = 1_000;

    private Lives() {}

    /** The answers to a redemption and so many rotations after it, each by another node. */
    static List<IssuedTokens> chain(Kit kit, Account account, int rotations) {
        List<IssuedTokens> answers = new ArrayList<>(List.of(kit.node(0).begin(account)));
        for (int i = 0; i < rotations; i++) {
            answers.add(Outcomes.issued(kit.node(i + 1).refresh(answers.get(i), account)));
        }
        return answers;
    }

    /** Asserts that nothing that asks a node accepts any token of these answers. */
    static void assertEnded(Kit kit, Account account, IssuedTokens... answers) {
        for (int n = 0; n < 2; n++) {
            Node node = kit.node(n);
            for (IssuedTokens held : answers) {
                assertThat(node.isLive(held, account))
                        .as("a token of an ended grant is live")
                        .isFalse();
                assertThat(held.refreshToken().flatMap(token -> Outcomes.success(node.refresh(token, account))))
                        .as("a refresh under an ended grant")
                        .isEmpty();
                Granted exchange = account.granted(node.realm().now())
                        .from(List.of(held.grant().id()));
                assertThat(Outcomes.success(node.tokens().issueToken(exchange)))
                        .as("an exchange for an ended grant")
                        .isEmpty();
            }
        }
    }

    /** Asserts that the last of these answers can still be used, and uses it. */
    static IssuedTokens assertGoesOn(Kit kit, Account account, IssuedTokens last) {
        Node node = kit.node(1);
        assertThat(node.isLive(last.accessToken(), account))
                .as("the access token of a living grant")
                .isTrue();
        return Outcomes.issued(node.refresh(last, account));
    }

    /** Lets housekeeping remove whatever is over. */
    static void purge(Kit kit) {
        purge(kit, kit.namespace());
    }

    /** The same in another namespace. */
    static void purge(Kit kit, Namespace namespace) {
        RecordKinds.all().forEach(kind -> {
            Purged purged;
            do {
                purged = kit.storage().store(namespace, kind).purge(kit.clock().instant(), BATCH);
            } while (!purged.complete());
        });
    }

    /** How long the grant's record is kept from now. */
    static Duration timeToLive(Kit kit, IssuedTokens answer) {
        return stored(kit, answer)
                .map(grant -> Duration.between(kit.clock().instant(), grant.retainUntil()))
                .orElseThrow();
    }

    /** The grant as it is stored. */
    static Optional<Grant> stored(Kit kit, IssuedTokens answer) {
        return kit.storage().in(kit.namespace()).grants().find(answer.grant().id());
    }
}
