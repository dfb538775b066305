package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.grant.Granted;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TENANT, of tokens: what one namespace issues means nothing in another. */
public interface TokenTenantRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "TENANT-21",
            says = "a code or token of one namespace is unknown in another, and nothing comes of trying")
    default void TENANT_21_tokensMeanNothingElsewhere(Kit kit) {
        Node other = kit.nodeIn(kit.freshNamespace());
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens held = kit.node(0).begin(account);
        assertThat(Outcomes.refusal(other.redeem(code, account))).contains(Refusal.UNKNOWN);
        assertThat(Outcomes.refusal(other.refresh(held, account))).contains(Refusal.UNKNOWN);
        assertThat(other.isLive(held, account)).isFalse();
        for (String token : List.of(code, held.accessToken(), Outcomes.refreshToken(held))) {
            assertThat(other.tokens().revoke(token, account.client())).isEqualTo(RevokeOutcome.UNKNOWN);
        }
        Granted exchange =
                account.granted(kit.clock().instant()).from(List.of(held.grant().id()));
        assertThat(Outcomes.refusal(other.tokens().issueToken(exchange))).contains(Refusal.REVOKED);
        assertThat(Outcomes.success(kit.node(1).redeem(code, account))).isPresent();
        Lives.assertGoesOn(kit, account, held);
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "TENANT-22",
            says = "a bulk revocation in one namespace ends nothing in another and refuses no login there")
    default void TENANT_22_revocationsStayInside(Kit kit) {
        for (Bulk bulk : Bulk.values()) {
            Node other = kit.nodeIn(kit.freshNamespace());
            Account account = kit.account();
            IssuedTokens here = kit.node(0).begin(account);
            IssuedTokens there = other.begin(account);
            assertThat(bulk.revoke(kit.node(1), account)).isEqualTo(new BulkOutcome.Complete(1));
            Lives.assertEnded(kit, account, here);
            assertThat(Outcomes.codeRefusal(other.issueCode(account))).isEmpty();
            assertThat(other.isLive(there.accessToken(), account)).isTrue();
            assertThat(Outcomes.success(other.refresh(there, account))).isPresent();
        }
    }
}
