package dev.granary.tck;

import static dev.granary.tck.UpstreamSamples.binding;
import static dev.granary.tck.UpstreamSamples.holder;
import static dev.granary.tck.UpstreamSamples.kept;
import static dev.granary.tck.UpstreamSamples.key;
import static dev.granary.tck.UpstreamSamples.lasting;
import static dev.granary.tck.UpstreamSamples.tokens;
import static dev.granary.tck.UpstreamSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Upstream tokens of logins on their way: RETAIN, ONCE and FAULT. */
public interface LoginTokenRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-41",
            says = "what a login keeps on its way is given to nobody and ends with it, unless it is settled",
            why = "A login that is never finished leaves tokens of accounts that nobody watches.",
            look = "the end of what is provisional, which is its retain-until, and a replace that keeps the old one")
    default void RETAIN_41_onlyTheSettledLasts(Kit kit) {
        for (boolean settled : List.of(true, false)) {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            Instant begun = kit.clock().instant();
            keep(kit.node(0), key, lasting(kit.dice()), binding(account, kit.dice()));
            assertThat(found(kit, key, account))
                    .as("while the login is on its way")
                    .isEmpty();
            if (settled) {
                assertThat(settle(kit.node(1), key, account)).containsExactly(key.provider());
            }
            kit.clock().set(kit.node(0).endOfLogin(begun).minus(1, ChronoUnit.MICROS));
            Lives.purge(kit);
            assertThat(kit.storage().in(kit.namespace()).upstreamTokens().find(key))
                    .as("before the login is over")
                    .isPresent();
            kit.pass(Duration.ofDays(1));
            assertThat(settle(kit.node(1), key, account)).hasSize(settled ? 1 : 0);
            Lives.purge(kit);
            assertThat(found(kit, key, account).isPresent()).isEqualTo(settled);
            assertThat(kit.storage()
                            .in(kit.namespace())
                            .upstreamTokens()
                            .find(key)
                            .isPresent())
                    .isEqualTo(settled);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-42",
            says = "of a login that ends and the purge of what it kept one wins, and the login knows which",
            why = "A login that is told it succeeded must have its tokens; one that lost them must not be told so.",
            look = "the condition of the statement that deletes, repeated in it")
    default void RETAIN_42_settleAgainstPurge(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            Instant end = kit.node(0).endOfLogin(kit.clock().instant());
            keep(kit.node(0), key, lasting(kit.dice()), binding(account, kit.dice()));
            kit.clock().set(end.minus(1, ChronoUnit.MICROS));
            Node node = kit.node(round);
            var both = kit.races().run(() -> settle(node, key, account), () -> {
                kit.clock().set(end);
                Lives.purge(kit);
                return true;
            });
            Lives.purge(kit);
            assertThat(found(kit, key, account).isPresent())
                    .as("kept, if the login was told so")
                    .isEqualTo(both.first().contains(key.provider()));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-43",
            says = "of concurrent logins that lack a refresh token one gets the earlier one, and it is moved",
            why = "A refresh token in two sessions ends one of them when the other uses it.",
            look = "compare-and-set of the record that gives it away")
    default void ONCE_43_aRefreshTokenMovesOnce(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            Account one = account.in(kit.dice().session());
            Account other = account.in(kit.dice().session());
            UpstreamTokenKey key = key(account, kit.dice());
            UpstreamBinding binding = binding(account, kit.dice());
            UpstreamTokenSet set = tokens(kit.dice(), kit.clock().in(Duration.ofHours(1)));
            keep(kit.node(0), key, set, binding);
            settle(kit.node(0), key, account);
            kit.pass(Duration.ofSeconds(1));
            UpstreamTokenKey keyOfOne = new UpstreamTokenKey(one.session(), key.provider());
            UpstreamTokenKey keyOfOther = new UpstreamTokenKey(other.session(), key.provider());
            keep(kit.node(0), keyOfOne, lasting(kit.dice()), binding);
            keep(kit.node(1), keyOfOther, lasting(kit.dice()), binding);
            Node node = kit.node(round);
            Node otherNode = kit.node(round + 1);
            var both = kit.races().run(() -> settle(node, keyOfOne, one), () -> settle(otherNode, keyOfOther, other));
            assertThat(List.of(both.first(), both.second())).containsOnly(Set.of(key.provider()));
            assertThat(refreshTokens(kit, account, List.of(key, keyOfOne, keyOfOther)))
                    .isEqualTo(set.refreshToken().stream().toList());
            assertThat(refreshTokens(kit, account, List.of(key))).isEmpty();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-81",
            says = "a login that failed to settle can settle again, and its refresh token is never in two sessions",
            why =
                    "A login that failed at its last step is tried again by the user, and must not cost what the first try moved.",
            look = "unknown outcomes of replaces, and repeats that are not recognised")
    default void FAULT_81_settle(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            Account later = account.in(kit.dice().session());
            UpstreamTokenKey key = key(account, kit.dice());
            UpstreamTokenKey laterKey = new UpstreamTokenKey(later.session(), key.provider());
            UpstreamBinding binding = binding(account, kit.dice());
            keep(kit.node(0), key, tokens(kit.dice(), kit.clock().in(Duration.ofHours(1))), binding);
            settle(kit.node(0), key, account);
            kit.pass(Duration.ofSeconds(1));
            keep(kit.node(0), laterKey, lasting(kit.dice()), binding);
            Set<ProviderName> settled =
                    Trials.driven(() -> settle(shaky, laterKey, later), () -> settle(kit.node(1), laterKey, later));
            assertThat(settled).containsExactly(key.provider());
            assertThat(found(kit, laterKey, later)).isPresent();
            assertThat(refreshTokens(kit, account, List.of(key, laterKey))).hasSizeLessThanOrEqualTo(1);
        });
    }

    private static void keep(Node node, UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding) {
        assertThat(node.upstreamTokens().keep(key, set, binding, node.realm().now()))
                .isEqualTo(SaveOutcome.SAVED);
    }

    private static Set<ProviderName> settle(Node node, UpstreamTokenKey key, Account account) {
        return node.upstreamTokens().settle(key.session(), List.of(key.provider()), user(account));
    }

    private static Optional<KeptUpstreamTokens> found(Kit kit, UpstreamTokenKey key, Account account) {
        return kept(kit.node(0).upstreamTokens().find(key, holder(account)));
    }

    private static List<String> refreshTokens(Kit kit, Account account, List<UpstreamTokenKey> keys) {
        return keys.stream()
                .flatMap(key -> found(kit, key, account).stream())
                .flatMap(one -> one.tokens().refreshToken().stream())
                .toList();
    }
}
