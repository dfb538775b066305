package dev.granary.tck;

import dev.granary.domain.authorization.BegunLeg;
import dev.granary.domain.authorization.Login;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.grant.GrantPolicy;
import dev.granary.tck.node.Account;
import dev.granary.tck.specimen.Dice;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What the use cases are expected to remember of a few accounts: two share a client, two a user, none a session. */
final class CaseModel {

    /**
     * A login that was begun.
     *
     * @param login what was asked for
     * @param leg what the browser took along
     * @param ends when it is over
     */
    record Begun(Login login, BegunLeg leg, Instant ends) {}

    // The same for every walk, so that the same steps do the same.
    private final List<Account> accounts = accounts(new Dice(new SplittableRandom(7)));
    private final Map<Account, List<GrantModel>> grants = new HashMap<>();
    private final Map<Object, Instant> fences = new HashMap<>();
    private final Map<Account, KeptUpstreamTokens> upstream = new HashMap<>();
    private final Set<Account> upstreamUnsure = new HashSet<>();
    private final Set<Account> refused = new HashSet<>();

    final Map<Account, UserId> users = new HashMap<>();
    final Map<Integer, Instant> assertions = new HashMap<>();
    final List<Begun> logins = new ArrayList<>();
    final Set<Begun> taken = new HashSet<>();
    int clients;
    int replays;

    private static List<Account> accounts(Dice dice) {
        Account first = Account.random(dice);
        Account sameClient = Account.random(dice).at(first.client());
        Account sameUser = Account.random(dice).of(first.subject());
        return List.of(first, sameClient, sameUser);
    }

    List<Account> accounts() {
        return accounts;
    }

    List<GrantModel> grants(Account account) {
        return grants.computeIfAbsent(account, fresh -> new ArrayList<>());
    }

    /** A login was stopped by a fence: its grant was written, and revoked before anybody had a code. */
    void refuse(Account account) {
        refused.add(account);
    }

    boolean isFenced(Account account, Instant begunAt) {
        return List.of(account.subject(), account.client(), account.session()).stream()
                .flatMap(key -> Optional.ofNullable(fences.get(key)).stream())
                .anyMatch(fence -> begunAt.isBefore(fence.plus(GrantPolicy.DEFAULT.skew())));
    }

    /** Fences and revokes; returns the least and the most that a backend may count. */
    List<Integer> revokeAll(Bulk bulk, Account by, Instant now) {
        fences.put(key(bulk, by), now);
        int least = 0;
        int most = 0;
        for (Account account : accounts) {
            if (key(bulk, account).equals(key(bulk, by))) {
                for (GrantModel grant : grants(account)) {
                    least += grant.isCurrentLive(now) ? 1 : 0;
                    most += grant.isRevoked() ? 0 : 1;
                    grant.revoke();
                }
                forgetUpstream(bulk, account, now);
            }
        }
        return List.of(least, most);
    }

    private void forgetUpstream(Bulk bulk, Account account, Instant now) {
        if (bulk == Bulk.SESSION || grants(account).stream().anyMatch(grant -> grant.isKept(now))) {
            forgetUpstream(account);
        } else if (!grants(account).isEmpty() || refused.contains(account)) {
            // A record that is over, or was refused, leads to its session as long as it is there.
            upstreamUnsure.add(account);
        }
    }

    void endSession(Account account, Instant now) {
        fences.put(account.session(), now);
        forgetUpstream(account);
    }

    void forgetUpstream(Account account) {
        upstream.remove(account);
        upstreamUnsure.remove(account);
    }

    void keepUpstream(Account account, KeptUpstreamTokens tokens) {
        upstream.put(account, tokens);
        upstreamUnsure.remove(account);
    }

    Optional<KeptUpstreamTokens> upstream(Account account) {
        return Optional.ofNullable(upstream.get(account));
    }

    /** Whether it cannot be told if the tokens are there. */
    boolean isUnsureOfUpstream(Account account) {
        return upstreamUnsure.contains(account);
    }

    private static Object key(Bulk bulk, Account account) {
        return switch (bulk) {
            case SUBJECT -> account.subject();
            case CLIENT -> account.client();
            case SESSION -> account.session();
        };
    }
}
