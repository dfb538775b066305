package dev.granary.tck;

import static dev.granary.tck.UpstreamSamples.binding;
import static dev.granary.tck.UpstreamSamples.holder;
import static dev.granary.tck.UpstreamSamples.kept;
import static dev.granary.tck.UpstreamSamples.key;
import static dev.granary.tck.UpstreamSamples.lasting;
import static dev.granary.tck.UpstreamSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Upstream tokens, in races and on failing storages: FENCE, ONCE and FAULT. */
public interface UpstreamRaceRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-31",
            says = "upstream tokens of a login begun before a bulk revocation are refused and not kept",
            why = "Upstream tokens of a login that was revoked are keys to somebody else's house.",
            look = "the fences of subject, client and session, of which one is not found")
    default void FENCE_31_aLateSaveIsRefused(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Account account = kit.account();
            Instant before = kit.clock().instant();
            kit.pass(Duration.ofMinutes(1));
            bulk.revoke(kit.node(0), account);
            UpstreamTokenKey key = key(account, kit.dice());
            assertThat(save(kit.node(1), key, lasting(kit.dice()), binding(account, kit.dice()), before))
                    .as("after a revocation by %s", bulk)
                    .isEqualTo(SaveOutcome.FENCED);
            assertThat(kept(kit.node(0).upstreamTokens().find(key, holder(account))))
                    .isEmpty();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-32",
            says = "upstream tokens saved while their session is revoked are gone when both are done",
            why = "The save that comes in while the session is revoked would stay for good: nobody revokes twice.",
            look = "index entries that show late, or fences that are read before the write")
    default void FENCE_32_saveAgainstRevoke(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            UpstreamBinding binding = binding(account, kit.dice());
            UpstreamTokenSet set = lasting(kit.dice());
            Instant before = kit.clock().instant();
            Node saving = kit.node(round);
            Node revoking = kit.node(round + 1);
            kit.pass(Duration.ofSeconds(1));
            var both = kit.races()
                    .run(
                            () -> save(saving, key, set, binding, before),
                            () -> revoking.revocations().revokeSession(account.session()));
            assertThat(Outcomes.isComplete(both.second())).isTrue();
            assertNothingKept(kit, account, key);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-33",
            says = "upstream tokens saved while their session ends are gone when both are done",
            why = "A session that ended must leave no upstream token behind, or the next one finds it.",
            look = "index entries that show late, a listing that skips what was just written, or a remove "
                    + "of an older revision")
    default void FENCE_33_saveAgainstEndOfSession(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            UpstreamBinding binding = binding(account, kit.dice());
            UpstreamTokenSet set = lasting(kit.dice());
            Instant before = kit.clock().instant();
            Node saving = kit.node(round);
            Node ending = kit.node(round + 1);
            if (round % 2 == 0) {
                save(saving, key, lasting(kit.dice()), binding, before);
            }
            kit.pass(Duration.ofSeconds(1));
            kit.races()
                    .run(
                            () -> save(saving, key, set, binding, before),
                            () -> ending.upstreamTokens().endSession(account.session()));
            assertNothingKept(kit, account, key);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-26",
            says = "of concurrent saves of one session's tokens one stays, whole",
            why = "Half of one save and half of another is a token set that no upstream ever gave.",
            look = "fields that are written one by one, or an insert that overwrites")
    default void ONCE_26_oneSaveStays(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            Instant now = kit.clock().instant();
            Instant soon = kit.clock().in(Duration.ofHours(1));
            UpstreamTokenSet one = tokens(kit.dice(), soon);
            UpstreamTokenSet two = tokens(kit.dice(), soon);
            UpstreamBinding bindingOfOne = binding(account, kit.dice());
            UpstreamBinding bindingOfTwo = binding(account, kit.dice());
            Node node = kit.node(round);
            Node other = kit.node(round + 1);
            var both = kit.races()
                    .run(() -> save(node, key, one, bindingOfOne, now), () -> save(other, key, two, bindingOfTwo, now));
            assertThat(List.of(both.first(), both.second())).containsOnly(SaveOutcome.SAVED);
            assertThat(kit.node(0).upstreamTokens().ofSession(account.session(), holder(account)))
                    .hasSize(1)
                    .isSubsetOf(
                            new KeptUpstreamTokens(key, one, bindingOfOne),
                            new KeptUpstreamTokens(key, two, bindingOfTwo));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-43",
            says = "upstream tokens whose saving failed can be saved again, and those saved are there",
            why = "The upstream gives a refresh token once; to lose it is to send the user back there.",
            look = "insert or replace acknowledged and not done, or not recognised when sent again")
    default void FAULT_43_save(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            UpstreamTokenSet set = lasting(kit.dice());
            UpstreamBinding binding = binding(account, kit.dice());
            Instant now = kit.clock().instant();
            save(kit.node(0), key, lasting(kit.dice()), binding(account, kit.dice()), now);
            SaveOutcome outcome = Trials.driven(
                    () -> save(shaky, key, set, binding, now), () -> save(kit.node(1), key, set, binding, now));
            assertThat(outcome).isEqualTo(SaveOutcome.SAVED);
            assertThat(kept(kit.node(0).upstreamTokens().find(key, holder(account))))
                    .contains(new KeptUpstreamTokens(key, set, binding));
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-44",
            says = "a late save on a failing storage is never answered as saved",
            why = "If the fence cannot be read, nothing may be kept behind it.",
            look = "a find of fences that answers empty instead of failing")
    default void FAULT_44_lateSave(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            Instant before = kit.clock().instant();
            kit.pass(Duration.ofSeconds(1));
            kit.node(0).revocations().revokeSession(account.session());
            Optional<SaveOutcome> outcome =
                    Trials.attempt(() -> save(shaky, key, lasting(kit.dice()), binding(account, kit.dice()), before));
            assertThat(outcome).isNotEqualTo(Optional.of(SaveOutcome.SAVED));
            kit.node(1).revocations().revokeSession(account.session());
            assertNothingKept(kit, account, key);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-45",
            says = "the end of a session that failed can be repeated until nothing of it is kept",
            why = "What is left after a sign-out that failed is left for good unless it can be repeated.",
            look = "removes that are acknowledged and not done")
    default void FAULT_45_endSession(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            Instant now = kit.clock().instant();
            save(kit.node(0), key, lasting(kit.dice()), binding(account, kit.dice()), now);
            save(kit.node(1), key(account, kit.dice()), lasting(kit.dice()), binding(account, kit.dice()), now);
            int removed = Trials.driven(
                    () -> shaky.upstreamTokens().endSession(account.session()),
                    () -> kit.node(1).upstreamTokens().endSession(account.session()));
            assertThat(removed).isLessThanOrEqualTo(2);
            assertNothingKept(kit, account, key);
        });
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-46",
            says = "a revocation of a session is complete only when its upstream tokens are gone",
            why = "Complete means that the tokens of the upstream are gone too.",
            look = "the listing of upstream tokens by session, and removes of what it shows")
    default void FAULT_46_revokeSession(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Account account = kit.account();
            UpstreamTokenKey key = key(account, kit.dice());
            kit.node(0).begin(account);
            save(
                    kit.node(0),
                    key,
                    lasting(kit.dice()),
                    binding(account, kit.dice()),
                    kit.clock().instant());
            BulkOutcome outcome = shaky.revocations().revokeSession(account.session());
            if (!Outcomes.isComplete(outcome)) {
                outcome = kit.node(1).revocations().revokeSession(account.session());
            }
            assertThat(Outcomes.isComplete(outcome)).isTrue();
            assertNothingKept(kit, account, key);
        });
    }

    private static SaveOutcome save(
            Node node, UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding, Instant begunAt) {
        return node.upstreamTokens().save(key, set, binding, begunAt);
    }

    private static void assertNothingKept(Kit kit, Account account, UpstreamTokenKey key) {
        for (int n = 0; n < 2; n++) {
            assertThat(kept(kit.node(n).upstreamTokens().find(key, holder(account))))
                    .as("upstream tokens of a session that ended")
                    .isEmpty();
            assertThat(kit.node(n).upstreamTokens().ofSession(account.session(), holder(account)))
                    .isEmpty();
        }
    }
}
