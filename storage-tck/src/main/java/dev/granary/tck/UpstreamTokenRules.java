package dev.granary.tck;

import static dev.granary.tck.UpstreamSamples.binding;
import static dev.granary.tck.UpstreamSamples.holder;
import static dev.granary.tck.UpstreamSamples.kept;
import static dev.granary.tck.UpstreamSamples.key;
import static dev.granary.tck.UpstreamSamples.lasting;
import static dev.granary.tck.UpstreamSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Upstream tokens: ROUND, BIND, EXPIRE, CASCADE and TENANT. */
public interface UpstreamTokenRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-22", says = "upstream tokens come out as they were put in, on any node, and unset stays unset")
    default void ROUND_22_upstreamTokensComeOut(Kit kit) {
        for (int i = 0; i < 20; i++) {
            Account account = kit.account();
            UpstreamTokenSet set = i % 4 == 3
                    ? lasting(kit.dice())
                    : tokens(kit.dice(), kit.dice().time());
            UpstreamTokenKey key = key(account, kit.dice());
            UpstreamBinding binding = binding(account, kit.dice());
            save(kit.node(0), key, set, binding);
            KeptUpstreamTokens expected = new KeptUpstreamTokens(key, set, binding);
            boolean purgeable = set.expiresAt()
                    .filter(end -> !kit.clock().instant().isBefore(end.plus(Duration.ofDays(30))))
                    .isPresent();
            assertThat(kept(kit.node(1).upstreamTokens().find(key, holder(account))))
                    .isEqualTo(purgeable ? Optional.empty() : Optional.of(expected));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "ROUND-23", says = "upstream tokens that are saved again take the place of those before, whole")
    default void ROUND_23_savedAgainIsReplaced(Kit kit) {
        Account account = kit.account();
        UpstreamTokenKey key = key(account, kit.dice());
        Instant soon = kit.clock().in(Duration.ofHours(1));
        save(kit.node(0), key, tokens(kit.dice(), soon), binding(account, kit.dice()));
        for (UpstreamTokenSet set : List.of(lasting(kit.dice()), tokens(kit.dice(), soon))) {
            UpstreamBinding binding = binding(account, kit.dice());
            save(kit.node(1), key, set, binding);
            assertThat(kept(kit.node(0).upstreamTokens().find(key, holder(account))))
                    .contains(new KeptUpstreamTokens(key, set, binding));
        }
        Account other = account.of(kit.account().subject());
        save(kit.node(0), key, lasting(kit.dice()), binding(other, kit.dice()));
        assertThat(kit.node(1).upstreamTokens().find(key, holder(account)))
                .isInstanceOf(UpstreamOutcome.WrongHolder.class);
        assertThat(kit.node(1).upstreamTokens().ofSession(key.session(), holder(other)))
                .hasSize(1);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-23",
            says = "upstream tokens are given to their user and client and to nobody else",
            why = "Another user's tokens at an upstream open their mail.",
            look = "user and client in the record, and keys that meet")
    default void BIND_23_othersGetNone(Kit kit) {
        Account account = kit.account();
        UpstreamTokenKey key = key(account, kit.dice());
        save(kit.node(0), key, lasting(kit.dice()), binding(account, kit.dice()));
        for (Account other : List.of(
                account.of(kit.account().subject()), account.at(kit.account().client()))) {
            assertThat(kit.node(1).upstreamTokens().find(key, holder(other)))
                    .isInstanceOf(UpstreamOutcome.WrongHolder.class);
            assertThat(kit.node(1).upstreamTokens().ofSession(account.session(), holder(other)))
                    .isEmpty();
        }
        assertThat(kit.node(1).upstreamTokens().find(key(account, kit.dice()), holder(account)))
                .isInstanceOf(UpstreamOutcome.Unknown.class);
        assertThat(kit.node(1).upstreamTokens().ofSession(account.session(), holder(account)))
                .hasSize(1);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "EXPIRE-27",
            says = "an upstream access token is found before its expiry, told expired at it, kept 30 days")
    default void EXPIRE_27_upstreamTokensExpireExactly(Kit kit) {
        Account account = kit.account();
        UpstreamTokenKey key = key(account, kit.dice());
        UpstreamTokenKey never = key(account, kit.dice());
        Instant expiry = kit.clock().in(Duration.ofHours(1));
        save(kit.node(0), key, tokens(kit.dice(), expiry), binding(account, kit.dice()));
        save(kit.node(0), never, lasting(kit.dice()), binding(account, kit.dice()));
        kit.clock().set(expiry.minus(1, ChronoUnit.MICROS));
        assertThat(found(kit, key, account)).isInstanceOf(UpstreamOutcome.Found.class);
        kit.clock().set(expiry);
        assertThat(found(kit, key, account)).isInstanceOf(UpstreamOutcome.Expired.class);
        kit.clock().set(expiry.plus(Duration.ofDays(30)).minus(1, ChronoUnit.MICROS));
        Lives.purge(kit);
        assertThat(found(kit, key, account)).isInstanceOf(UpstreamOutcome.Expired.class);
        kit.pass(Duration.ofDays(3650));
        Lives.purge(kit);
        assertThat(found(kit, key, account)).isInstanceOf(UpstreamOutcome.Unknown.class);
        assertThat(found(kit, never, account)).isInstanceOf(UpstreamOutcome.Found.class);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-21",
            says = "a bulk revocation removes the upstream tokens of the sessions it ends, and no others",
            why = "The sessions' upstream tokens are the wider door: they open the accounts behind.",
            look = "the session in each grant, and the listing of upstream tokens by it")
    default void CASCADE_21_theSessionsTokensGo(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            Account other = Neighbours.sharingAllBut(bulk, account, kit.account())
                    .in(kit.dice().session());
            for (Account each : List.of(account, other)) {
                kit.node(0).begin(each);
                save(kit.node(0), key(each, kit.dice()), lasting(kit.dice()), binding(each, kit.dice()));
                save(kit.node(0), key(each, kit.dice()), lasting(kit.dice()), binding(each, kit.dice()));
            }
            assertThat(Outcomes.isComplete(bulk.revoke(kit.node(1), account))).isTrue();
            assertThat(kit.node(0).upstreamTokens().ofSession(account.session(), holder(account)))
                    .as("of the session that ended, by %s", bulk)
                    .isEmpty();
            assertThat(kit.node(0).upstreamTokens().ofSession(other.session(), holder(other)))
                    .as("of another session, by %s", bulk)
                    .hasSize(2);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "CASCADE-22",
            says = "the end of a session removes all of its upstream tokens and says how many",
            why = "Who signs out expects that nothing acts for them any more.",
            look = "the listing by session, and removes that are acknowledged and not done")
    default void CASCADE_22_theEndOfASession(Kit kit) {
        Account account = kit.account();
        Account other = account.in(kit.dice().session());
        for (Account each : List.of(account, other)) {
            for (int i = 0; i < 3; i++) {
                save(kit.node(i), key(each, kit.dice()), lasting(kit.dice()), binding(each, kit.dice()));
            }
        }
        assertThat(kit.node(1).upstreamTokens().endSession(account.session())).isEqualTo(3);
        assertThat(kit.node(0).upstreamTokens().endSession(account.session())).isZero();
        assertThat(kit.node(0).upstreamTokens().ofSession(account.session(), holder(account)))
                .isEmpty();
        assertThat(kit.node(0).upstreamTokens().ofSession(other.session(), holder(other)))
                .hasSize(3);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "INDEX-21",
            says = "the latest tokens of a user at an upstream are found, whatever the session",
            why = "A background job knows the user and not the session.",
            look = "the listing by user and upstream, and which of several is the latest")
    default void INDEX_21_theLatestIsFound(Kit kit) {
        Account account = kit.account();
        UpstreamTokenKey first = key(account, kit.dice());
        UpstreamBinding binding = binding(account, kit.dice());
        Instant soon = kit.clock().in(Duration.ofHours(1));
        for (int i = 0; i < 4; i++) {
            UpstreamTokenKey key = new UpstreamTokenKey(kit.dice().session(), first.provider());
            UpstreamTokenSet set = tokens(kit.dice(), soon.plusSeconds(i));
            save(kit.node(i), key, set, binding);
            save(kit.node(i), key(account, kit.dice()), lasting(kit.dice()), binding);
            assertThat(kit.node(i + 1).upstreamTokens().latest(binding.user(), first.provider()))
                    .contains(new KeptUpstreamTokens(key, set, binding));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-24", says = "upstream tokens of one namespace are unknown in another, and no session ends there")
    default void TENANT_24_upstreamTokensStayInside(Kit kit) {
        Account account = kit.account();
        UpstreamTokenKey key = key(account, kit.dice());
        save(kit.node(0), key, lasting(kit.dice()), binding(account, kit.dice()));
        Node other = kit.nodeIn(kit.freshNamespace());
        assertThat(other.upstreamTokens().find(key, holder(account))).isInstanceOf(UpstreamOutcome.Unknown.class);
        assertThat(other.upstreamTokens().endSession(key.session())).isZero();
        assertThat(found(kit, key, account)).isInstanceOf(UpstreamOutcome.Found.class);
    }

    private static UpstreamOutcome found(Kit kit, UpstreamTokenKey key, Account account) {
        return kit.node(1).upstreamTokens().find(key, holder(account));
    }

    private static void save(Node node, UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding) {
        assertThat(node.upstreamTokens().save(key, set, binding, node.realm().now()))
                .isEqualTo(SaveOutcome.SAVED);
    }
}
