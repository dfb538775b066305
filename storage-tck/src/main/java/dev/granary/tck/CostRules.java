package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.authorization.BegunLeg;
import dev.granary.domain.authorization.Login;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.grant.Grant;
import dev.granary.grant.Granted;
import dev.granary.replay.AssertionKey;
import dev.granary.scope.Scopes;
import dev.granary.tck.fault.Tally;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** COST: no use case asks the storage more often than its budget says. */
public interface CostRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-01", says = "a question about a token costs one find")
    default void COST_01_introspect(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        IssuedTokens held = kit.node(0).begin(account);
        assertThat(node.isLive(held.accessToken(), account)).isTrue();
        assertThat(tally.calls()).containsExactly("find grants");
        assertThat(node.isLive(Outcomes.refreshToken(held), account)).isTrue();
        assertThat(tally.calls()).containsExactly("find grants");
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "COST-02",
            says = "a redemption, a rotation and a revocation cost one find and one replace each",
            from = "the Redis sample of Spring Authorization Server: 18 commands to rotate")
    default void COST_02_redeemRotateRevoke(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens first = Outcomes.issued(node.redeem(code, account));
        assertThat(tally.calls()).as("redeem").containsExactly("find grants", "replace grants");
        IssuedTokens second = Outcomes.issued(node.refresh(first, account));
        assertThat(tally.calls()).as("rotate").containsExactly("find grants", "replace grants");
        node.tokens().revoke(Outcomes.refreshToken(second), account.client());
        assertThat(tally.calls()).as("revoke").containsExactly("find grants", "replace grants");
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-03", says = "a retry costs one find, and a replay one find and one replace")
    default void COST_03_retryAndReplay(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        List<IssuedTokens> chain = Lives.chain(kit, account, 1);
        Outcomes.issued(node.refresh(chain.get(0), account));
        assertThat(tally.calls()).as("retry").containsExactly("find grants");
        kit.pass(Duration.ofMinutes(1));
        node.refresh(chain.get(0), account);
        assertThat(tally.calls()).as("replay").containsExactly("find grants", "replace grants");
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-04", says = "a forged credential costs nothing")
    default void COST_04_theForgedCostsNothing(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        String genuine = Outcomes.refreshToken(kit.node(0).begin(account));
        String forged = genuine.substring(0, genuine.length() - 2) + (genuine.endsWith("AA") ? "BB" : "AA");
        node.refresh(forged, account);
        node.redeem(genuine, account);
        node.isLive(forged, account);
        node.tokens().revoke(forged, account.client());
        assertThat(tally.calls()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-05", says = "issuing costs one insert and one look at the fences")
    default void COST_05_issue(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        node.code(account);
        assertThat(tally.calls()).containsExactly("insert grants", "findAll fences");
        Outcomes.issued(node.tokens().issueToken(account.granted(kit.clock().instant())));
        assertThat(tally.calls()).containsExactly("insert grants", "findAll fences");
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-06", says = "beginning a login costs one insert, and taking it one find and one replace")
    default void COST_06_login(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Login login = LoginSamples.login(kit);
        BegunLeg begun = node.logins().begin(login);
        assertThat(tally.calls()).containsExactly("insert pending_authorizations");
        node.logins().take(begun.state(), login.browserSecret());
        assertThat(tally.calls()).containsExactly("find pending_authorizations", "replace pending_authorizations");
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-07", says = "using an assertion up costs one insert, and so does trying again")
    default void COST_07_assertion(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        AssertionKey assertion =
                new AssertionKey("p", kit.dice().text(), kit.dice().text());
        for (int i = 0; i < 2; i++) {
            node.assertions().consume(assertion, kit.clock().in(Duration.ofMinutes(1)));
            assertThat(tally.calls()).containsExactly("insert assertions");
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-08", says = "everything of a session's upstream tokens costs one page")
    default void COST_08_session(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        for (int i = 0; i < 5; i++) {
            kit.node(0)
                    .upstreamTokens()
                    .save(
                            UpstreamSamples.key(account, kit.dice()),
                            UpstreamSamples.lasting(kit.dice()),
                            UpstreamSamples.binding(account, kit.dice()),
                            kit.clock().instant());
        }
        assertThat(node.upstreamTokens().ofSession(account.session(), UpstreamSamples.holder(account)))
                .hasSize(5);
        assertThat(tally.calls()).containsExactly("page upstream_tokens");
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-09", says = "revoking a client's grants costs a page and a batch for every few hundred of them")
    default void COST_09_bulkRevocation(Kit kit) {
        Tally tally = new Tally();
        Node node = watched(kit, tally);
        Account account = kit.account();
        int grants = 300;
        Granted sessionless = Granted.of(
                account.client(), account.subject(), Scopes.NONE, kit.clock().instant());
        for (int i = 0; i < grants; i++) {
            kit.node(0).tokens().issueToken(sessionless);
        }
        assertThat(Outcomes.count(node.revocations().revokeClient(account.client())))
                .isEqualTo(grants);
        assertThat(tally.calls()).as("calls for %d grants", grants).hasSizeLessThanOrEqualTo(1 + 2 * grants / 100);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COST-10", says = "a grant's record is as large after a hundred rotations as after five")
    default void COST_10_aGrantDoesNotGrow(Kit kit) {
        Account account = kit.account();
        IssuedTokens held = kit.node(0).begin(account);
        int early = 0;
        for (int i = 1; i <= 100; i++) {
            held = Outcomes.issued(kit.node(i).refresh(held, account));
            if (i == 5) {
                early = Grant.KIND.encode(Lives.stored(kit, held).orElseThrow()).length;
            }
        }
        int late = Grant.KIND.encode(Lives.stored(kit, held).orElseThrow()).length;
        // Three counters may have two digits more.
        assertThat(late).as("bytes").isLessThanOrEqualTo(early + 6);
    }

    private static Node watched(Kit kit, Tally tally) {
        return kit.nodeOn(new WatchedStorage(kit.storage(), tally));
    }
}
