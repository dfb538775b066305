package dev.granary.tck;

import dev.granary.client.ClientId;
import dev.granary.tck.node.Account;
import dev.granary.user.Subject;

/** Accounts that have something in common with another. */
final class Neighbours {

    private Neighbours() {}

    /** Shares with {@code account} all but what is revoked. */
    static Account sharingAllBut(Bulk revoked, Account account, Account fresh) {
        return switch (revoked) {
            case SUBJECT -> account.of(fresh.subject());
            case CLIENT -> account.at(fresh.client());
            case SESSION -> account.in(fresh.session());
        };
    }

    /** Shares with {@code account} what is revoked, and nothing else. */
    static Account sharingOnly(Bulk revoked, Account account, Account fresh) {
        return switch (revoked) {
            case SUBJECT -> fresh.of(account.subject());
            case CLIENT -> fresh.at(account.client());
            case SESSION -> fresh.in(account.session());
        };
    }

    /** Shares nothing, but is named alike. */
    static Account sharingNothing(Account account, Kit kit) {
        return kit.account()
                .of(new Subject(account.subject().value() + " "))
                .at(new ClientId(account.client().value() + " "));
    }
}
