package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.token.Exchange;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.fence.FenceKey;
import dev.granary.grant.Grant;
import dev.granary.grant.Granted;
import dev.granary.scope.Scopes;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FENCE, of what is got by exchange (RFC 8693): it lives only while everything that it comes from does. */
public interface ExchangeRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-41",
            says = "what was exchanged, however often, ends with the grant that it comes from",
            why = "A delegate's token acts for the user; it must not outlive what the user gave.",
            look = "the parents in the record, and a read of several records that leaves one out")
    default void FENCE_41_theWholeLineEndsWithItsFirst(Kit kit) {
        Account account = kit.account();
        IssuedTokens user = kit.node(0).begin(account);
        Account delegate = account.at(new ClientId("delegate " + kit.dice().text()));
        IssuedTokens first = Outcomes.issued(exchange(kit.node(1), delegate, user.grant()));
        IssuedTokens second = Outcomes.issued(exchange(kit.node(0), delegate, first.grant()));
        assertThat(kit.node(1).isLive(second.accessToken(), delegate)).isTrue();
        assertThat(second.grant().granted().session()).isEmpty();
        assertThat(kit.node(1).tokens().revoke(Outcomes.refreshToken(user), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        for (Node node : List.of(kit.node(0), kit.node(1))) {
            assertThat(node.isLive(first.accessToken(), delegate)).isFalse();
            assertThat(node.isLive(second.accessToken(), delegate)).isFalse();
            assertThat(node.tokens().find(second.accessToken())).isEmpty();
            assertThat(Outcomes.refusal(exchange(node, delegate, second.grant())))
                    .contains(Refusal.REVOKED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-42",
            says = "a revoked token that was exchanged ends what was exchanged for it, and nothing else",
            why = "Who revokes a token means everything that was made of it, and no token beside it.",
            look = "the floor of the parent, and the parents in the record")
    default void FENCE_42_aRevokedTokenEndsWhatCameFromIt(Kit kit) {
        Account account = kit.account();
        IssuedTokens user = kit.node(0).begin(account);
        IssuedTokens first = Outcomes.issued(exchange(kit.node(0), account, user.grant()));
        IssuedTokens second = Outcomes.issued(exchange(kit.node(0), account, first.grant()));
        IssuedTokens other = Outcomes.issued(exchange(kit.node(0), account, user.grant()));
        assertThat(kit.node(1).tokens().revoke(first.accessToken(), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        assertThat(kit.node(0).isLive(second.accessToken(), account)).isFalse();
        assertThat(kit.node(0).isLive(other.accessToken(), account)).isTrue();
        assertThat(Outcomes.refusal(exchange(kit.node(1), account, first.grant())))
                .contains(Refusal.REVOKED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-43",
            says = "a fence of a login stops what is exchanged for its grant, also before that is revoked",
            why = "A login that was revoked must not live on in a token that somebody exchanged meanwhile.",
            look = "fences of the parents, read after the insert, and a find of fences that answers from before")
    default void FENCE_43_aFenceStopsTheExchange(Kit kit) {
        Account any = kit.account();
        for (FenceKey key :
                List.of(FenceKey.of(any.subject()), FenceKey.of(any.client()), FenceKey.of(any.session()))) {
            Account account = kit.account().of(any.subject()).at(any.client()).in(any.session());
            Account delegate = account.at(new ClientId("delegate " + kit.dice().text()));
            kit.pass(Node.LONGEST_LOGIN);
            IssuedTokens user = kit.node(0).begin(account);
            Realm realm = kit.node(0).realm();
            new Fences(realm, Node.LONGEST_LOGIN).set(key, realm.now());
            kit.pass(Duration.ofMinutes(1));
            assertThat(Outcomes.refusal(exchange(kit.node(1), delegate, user.grant())))
                    .as("a fence of a %s", key.scope())
                    .contains(Refusal.FENCED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-44",
            says = "what was exchanged for a grant that is gone is as dead as that",
            why = "A parent that was purged or lost can no longer say that it is revoked.",
            look = "a read of several records that skips what is missing without saying so")
    default void FENCE_44_theAbsentIsDead(Kit kit) {
        Account account = kit.account();
        IssuedTokens user = kit.node(0).begin(account);
        IssuedTokens child = Outcomes.issued(exchange(kit.node(1), account, user.grant()));
        var grants = kit.storage().in(kit.namespace()).grants();
        Optional<Grant> stored = Lives.stored(kit, user);
        stored.ifPresent(grant -> assertThat(
                        grants.remove(grant.key(), grant.revision()).match(() -> true, other -> false, () -> false))
                .isTrue());
        assertThat(kit.node(0).isLive(child.accessToken(), account)).isFalse();
        assertThat(Outcomes.refusal(exchange(kit.node(1), account, child.grant())))
                .contains(Refusal.REVOKED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FENCE-45",
            says = "a bulk revocation ends what is exchanged for one of its grants at the same time",
            why = "Revocation and exchange meet; what comes a moment too late must not stay.",
            look = "the order of insert and reads, and reads that answer from before the revocation")
    default void FENCE_45_bulkRevokeAgainstExchange(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            Bulk bulk = Bulk.inTurn(round);
            Account account = kit.account();
            Account delegate = account.at(new ClientId("delegate " + kit.dice().text()));
            Node exchanging = kit.node(round);
            Node revoking = kit.node(round + 1);
            IssuedTokens user = exchanging.begin(account);
            var both = kit.races()
                    .run(() -> exchange(exchanging, delegate, user.grant()), () -> bulk.revoke(revoking, account));
            assertThat(Outcomes.isComplete(both.second())).isTrue();
            for (IssuedTokens child : Outcomes.successes(List.of(both.first()))) {
                assertThat(exchanging.isLive(child.accessToken(), delegate)).isFalse();
                assertThat(revoking.isLive(child.accessToken(), delegate)).isFalse();
            }
        }
    }

    private static TokenOutcome exchange(Node node, Account delegate, Grant source) {
        Granted granted = Granted.of(
                delegate.client(), delegate.subject(), Scopes.NONE, node.realm().now());
        return node.tokens()
                .exchange(new Exchange(
                        granted,
                        List.of(source),
                        Optional.empty(),
                        node.realm().now().plus(Duration.ofMinutes(15))));
    }
}
