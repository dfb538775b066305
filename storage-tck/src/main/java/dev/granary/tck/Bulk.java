package dev.granary.tck;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import java.util.function.BiFunction;

/** The three ways to revoke many grants at once. */
enum Bulk {
    SUBJECT((node, account) -> node.revocations().revokeSubject(account.subject())),
    CLIENT((node, account) -> node.revocations().revokeClient(account.client())),
    SESSION((node, account) -> node.revocations().revokeSession(account.session()));

    private final BiFunction<Node, Account, BulkOutcome> revocation;

    Bulk(BiFunction<Node, Account, BulkOutcome> revocation) {
        this.revocation = revocation;
    }

    BulkOutcome revoke(Node node, Account account) {
        return revocation.apply(node, account);
    }
}
