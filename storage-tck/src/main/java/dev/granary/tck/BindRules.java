package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.Caller;
import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.grant.Binding;
import dev.granary.grant.SenderKey;
import dev.granary.pkce.CodeVerifier;
import dev.granary.scope.Scopes;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** BIND: who presents it to no purpose spends nothing, revokes nothing and learns nothing. */
public interface BindRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-01",
            says = "a code with the wrong client, key, redirect URI or verifier is told apart and not spent",
            from = "RFC 7636 section 4.6, RFC 6749 section 4.1.3, RFC 9449 section 10; MystenLabs/MemWal#938",
            why = "Whoever saw the redirect has the code; a wrong guess must not spend it, or anybody can "
                    + "lock the user out.",
            look = "redirect URI, challenge and key in the record; a redemption that is written before "
                    + "they are compared")
    default void BIND_01_aMismatchedCodeIsNotSpent(Kit kit) {
        Account account = kit.account().proving(new SenderKey(kit.dice().base64Url(32)));
        String code = kit.node(0).code(account);
        wrongCodes(kit, account)
                .forEach((why, binding) -> assertThat(
                                Outcomes.refusal(kit.node(1).tokens().redeem(code, binding, true)))
                        .contains(why));
        Lives.assertGoesOn(kit, account, Outcomes.issued(kit.node(0).redeem(code, account)));
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-02",
            says = "a used code with the wrong client, key, redirect URI or verifier kills nothing",
            why = "Who lacks the verifier must not be able to end a grant with a code from a log.",
            look = "the same fields after the redemption: they are still needed and must not be dropped")
    default void BIND_02_aMismatchedReplayKillsNothing(Kit kit) {
        Account account = kit.account().proving(new SenderKey(kit.dice().base64Url(32)));
        String code = kit.node(0).code(account);
        IssuedTokens held = Outcomes.issued(kit.node(0).redeem(code, account));
        wrongCodes(kit, account)
                .forEach((why, binding) -> assertThat(
                                Outcomes.refusal(kit.node(1).tokens().redeem(code, binding, true)))
                        .contains(why));
        Lives.assertGoesOn(kit, account, held);
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-03",
            says = "a refresh token with the wrong client, key, scope or resource is told apart and not spent",
            why = "A stolen token that is bound to a key is worth nothing, not even to end the grant.",
            look = "client, key, scopes and resources as the record has them")
    default void BIND_03_aMismatchedRefreshIsNotSpent(Kit kit) {
        Account account = kit.account().proving(new SenderKey(kit.dice().base64Url(32)));
        IssuedTokens held = kit.node(0).begin(account);
        Binding right = account.ofRefresh();
        Map<Refusal, Binding> wrong = Map.of(
                Refusal.CLIENT,
                account.at(kit.account().client()).ofRefresh(),
                Refusal.SENDER_KEY,
                account.proving(new SenderKey(kit.dice().base64Url(32))).ofRefresh(),
                Refusal.SCOPE,
                right.askingFor(Scopes.of("files", "admin"), Collections.emptySortedSet()),
                Refusal.RESOURCE,
                right.askingFor(Scopes.NONE, kit.dice().resources()));
        wrong.forEach((why, binding) -> assertThat(
                        Outcomes.refusal(kit.node(1).tokens().refresh(Outcomes.refreshToken(held), binding)))
                .contains(why));
        Lives.assertGoesOn(kit, account, held);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-04",
            says = "an earlier refresh token in another client's hands, or without its key, kills nothing",
            why = "An old token in a stranger's hands would otherwise log the owner out.",
            look = "the key and the client of the record, which outlive every rotation")
    default void BIND_04_aMismatchedReuseKillsNothing(Kit kit) {
        Account account = kit.account().proving(new SenderKey(kit.dice().base64Url(32)));
        List<IssuedTokens> chain = Lives.chain(kit, account, 2);
        kit.pass(Duration.ofMinutes(1));
        String earlier = Outcomes.refreshToken(chain.get(0));
        Account stranger = account.at(kit.account().client());
        assertThat(Outcomes.refusal(kit.node(1).refresh(earlier, stranger))).contains(Refusal.CLIENT);
        assertThat(Outcomes.refusal(kit.node(1).tokens().refresh(earlier, Binding.ofClient(account.client()))))
                .contains(Refusal.SENDER_KEY);
        Lives.assertGoesOn(kit, account, chain.get(2));
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-05",
            says = "a token that another client wants revoked lives on",
            why = "Any client could end any other's grants by guessing, or with a token it was shown.",
            look = "the client in the record: lost or mixed up")
    default void BIND_05_anotherClientRevokesNothing(Kit kit) {
        Account account = kit.account();
        String code = kit.node(0).code(account);
        IssuedTokens held = kit.node(0).begin(account);
        Account stranger = kit.account();
        for (String token : List.of(code, held.accessToken(), Outcomes.refreshToken(held))) {
            assertThat(kit.node(1).tokens().revoke(token, stranger.client())).isEqualTo(RevokeOutcome.MISMATCHED);
        }
        Lives.assertGoesOn(kit, account, held);
        assertThat(Outcomes.success(kit.node(1).redeem(code, account))).isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-06",
            says = "who neither holds a token nor is meant by it is told nothing of it",
            from = "RFC 7662 section 4",
            why = "To learn whose token it is and what it may do is half of using it.",
            look = "the resources of the grant, lost or extended")
    default void BIND_06_strangersAreToldNothing(Kit kit) {
        Account account = kit.account();
        var resources = kit.dice().resources();
        IssuedTokens held = Outcomes.issued(kit.node(0)
                .tokens()
                .issueToken(account.granted(kit.clock().instant()).forResources(resources)));
        Caller stranger =
                new Caller(kit.account().client(), Set.copyOf(kit.dice().resources()));
        Caller meant = new Caller(stranger.client(), Set.of(resources.first()));
        assertThat(kit.node(1).tokens().introspect(held.accessToken(), stranger))
                .isEmpty();
        assertThat(kit.node(1).tokens().introspect(held.accessToken(), meant)).isPresent();
        assertThat(kit.node(1).tokens().introspect(held.accessToken(), account.caller()))
                .isPresent();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-07",
            says = "what was never issued is unknown, and kills nothing of the grant it names",
            why = "Forging must cost nothing to refuse and must not touch the grant it names.",
            look = "a find that answers for a key that is only alike, and writes that happen on a refusal")
    default void BIND_07_theForgedIsUnknown(Kit kit) {
        Account account = kit.account();
        IssuedTokens held = kit.node(0).begin(account);
        String genuine = Outcomes.refreshToken(held);
        char last = genuine.charAt(genuine.length() - 1);
        String forged = genuine.substring(0, genuine.length() - 1) + (last == 'A' ? 'B' : 'A');
        for (String token : List.of(forged, genuine + "A", genuine.substring(1), "", held.accessToken())) {
            assertThat(Outcomes.refusal(kit.node(1).refresh(token, account))).contains(Refusal.UNKNOWN);
            assertThat(Outcomes.refusal(kit.node(1).redeem(token, account))).contains(Refusal.UNKNOWN);
        }
        assertThat(kit.node(1).tokens().revoke(forged, account.client())).isEqualTo(RevokeOutcome.UNKNOWN);
        Lives.assertGoesOn(kit, account, held);
    }

    private static Map<Refusal, Binding> wrongCodes(Kit kit, Account account) {
        Account other = kit.account();
        return Map.of(
                Refusal.CLIENT,
                account.at(other.client()).ofCode(),
                Refusal.SENDER_KEY,
                Binding.ofCode(account.client(), account.redirectUri(), account.verifier()),
                Refusal.REDIRECT_URI,
                Binding.ofCode(account.client(), account.redirectUri() + "/", account.verifier())
                        .proving(account.senderKey().orElseThrow()),
                Refusal.VERIFIER,
                Binding.ofCode(
                                account.client(),
                                account.redirectUri(),
                                new CodeVerifier(account.verifier().value() + "x"))
                        .proving(account.senderKey().orElseThrow()));
    }
}
