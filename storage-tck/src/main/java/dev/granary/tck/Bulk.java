package dev.granary.tck;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import java.util.List;

/** The three ways to revoke many grants at once. */
enum Bulk {
    SUBJECT,
    CLIENT,
    SESSION;

    private static final List<Bulk> ALL = List.of(values());

    /** One after the other. */
    static Bulk inTurn(int turn) {
        return ALL.get(turn % ALL.size());
    }

    BulkOutcome revoke(Node node, Account account) {
        return switch (this) {
            case SUBJECT -> node.revocations().revokeSubject(account.subject());
            case CLIENT -> node.revocations().revokeClient(account.client());
            case SESSION -> node.revocations().revokeSession(account.session());
        };
    }
}
