package dev.granary.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.MapStorage;
import dev.granary.domain.fixture.SetClock;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.domain.revocation.FencedRevocations;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.SealingKey;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.scope.Scopes;
import dev.granary.token.MacSecret;
import dev.granary.token.MacSecrets;
import dev.granary.token.TokenFormat;
import dev.granary.user.Subject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final ClientId CLIENT = new ClientId("app");
    private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));
    private static final String REDIRECT = "https://app.example/cb";

    private final SecureRandom random = new SecureRandom();
    private final SetClock clock = new SetClock();
    private final MapStorage storage = new MapStorage();
    private final List<AuditEvent> events = new ArrayList<>();
    private final Tokens tokens = tokens(GrantPolicy.DEFAULT);

    @Test
    void aCodeLeadsToTokensOnceAndItsReplayEndsTheGrant() {
        String code = code();
        IssuedTokens first = issued(redeem(code));
        assertThat(live(first.accessToken())).isTrue();

        assertThat(refusal(redeem(code))).contains(Refusal.REPLAYED);

        assertThat(live(first.accessToken())).isFalse();
        assertThat(refusal(refresh(first))).contains(Refusal.REVOKED);
        assertThat(types()).containsExactly(AuditType.CODE_ISSUED, AuditType.CODE_REDEEMED, AuditType.CODE_REPLAYED);
    }

    @Test
    void aWrongVerifierNeitherUsesNorKills() {
        String code = code();
        Binding wrong = Binding.ofCode(CLIENT, REDIRECT, new CodeVerifier("w".repeat(43)));

        assertThat(refusal(tokens.redeem(code, wrong, true))).contains(Refusal.VERIFIER);
        IssuedTokens first = issued(redeem(code));
        assertThat(refusal(tokens.redeem(code, wrong, true))).contains(Refusal.VERIFIER);

        assertThat(live(first.accessToken())).isTrue();
    }

    @Test
    void aRetryWithinTheWindowGetsTheSameSuccessor() {
        IssuedTokens first = issued(redeem(code()));
        IssuedTokens second = issued(refresh(first));
        IssuedTokens retried = issued(refresh(first));

        assertThat(retried.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(retried.ticket().expiresAt()).isEqualTo(second.ticket().expiresAt());
        assertThat(live(retried.accessToken())).isTrue();
        assertThat(types()).endsWith(AuditType.RETRIED);
    }

    @Test
    void anEarlierTokenAfterTheWindowEndsTheGrant() {
        IssuedTokens first = issued(redeem(code()));
        IssuedTokens second = issued(refresh(first));
        clock.advance(Duration.ofSeconds(15));

        assertThat(refusal(refresh(first))).contains(Refusal.REPLAYED);
        assertThat(refusal(refresh(second))).contains(Refusal.REVOKED);
        assertThat(live(second.accessToken())).isFalse();
    }

    @Test
    void withoutAWindowTheSecondUseEndsTheGrant() {
        Tokens strict = tokens(new GrantPolicy(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(30)));
        IssuedTokens first = issued(redeem(code()));
        IssuedTokens second = issued(strict.refresh(token(first), Binding.ofClient(CLIENT)));

        assertThat(refusal(strict.refresh(token(first), Binding.ofClient(CLIENT))))
                .contains(Refusal.REPLAYED);
        assertThat(live(second.accessToken())).isFalse();
    }

    @Test
    void aLostReplyIsRepeatedAndAnsweredNeverAccused() {
        IssuedTokens first = issued(redeem(code()));
        storage.loseReplies(2);

        IssuedTokens second = issued(refresh(first));

        assertThat(live(second.accessToken())).isTrue();
        assertThat(issued(refresh(second)).refreshToken()).isPresent();
    }

    @Test
    void repliesLostForGoodAreReportedAsUnknown() {
        IssuedTokens first = issued(redeem(code()));
        storage.loseReplies(3);

        assertThatThrownBy(() -> refresh(first)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(issued(refresh(first)).refreshToken()).isPresent();
    }

    @Test
    void aRevocationThatComesFirstWins() {
        IssuedTokens first = issued(redeem(code()));
        storage.beforeNextReplace(
                () -> assertThat(tokens.revoke(token(first), CLIENT)).isEqualTo(RevokeOutcome.REVOKED));

        assertThat(refusal(refresh(first))).contains(Refusal.REVOKED);
        assertThat(live(first.accessToken())).isFalse();
    }

    @Test
    void revokingAnAccessTokenLeavesTheRefreshToken() {
        IssuedTokens first = issued(redeem(code()));

        assertThat(tokens.revoke(first.accessToken(), new ClientId("other"))).isEqualTo(RevokeOutcome.MISMATCHED);
        assertThat(live(first.accessToken())).isTrue();
        assertThat(tokens.revoke(first.accessToken(), CLIENT)).isEqualTo(RevokeOutcome.REVOKED);
        assertThat(live(first.accessToken())).isFalse();
        assertThat(live(issued(refresh(first)).accessToken())).isTrue();
        assertThat(tokens.revoke("gra_nonsense", CLIENT)).isEqualTo(RevokeOutcome.UNKNOWN);
    }

    @Test
    void everyRevocationIsToldOnceWithItsClientAndGrant() {
        IssuedTokens first = issued(redeem(code()));
        events.clear();

        assertThat(tokens.revoke(first.accessToken(), CLIENT)).isEqualTo(RevokeOutcome.REVOKED);
        assertThat(tokens.revoke(token(first), CLIENT)).isEqualTo(RevokeOutcome.REVOKED);
        assertThat(tokens.revoke(token(first), CLIENT)).isEqualTo(RevokeOutcome.REVOKED);
        assertThat(tokens.revoke("gra_nonsense", CLIENT)).isEqualTo(RevokeOutcome.UNKNOWN);

        assertThat(types()).containsExactly(AuditType.REVOKED, AuditType.REVOKED);
        assertThat(events).extracting(AuditEvent::detail).containsExactly("access tokens", "grant");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.client()).contains(CLIENT);
            assertThat(event.grant()).contains(first.grant().id());
        });
    }

    @Test
    void onlyWhoHoldsATokenOrIsMeantByItMayAsk() {
        IssuedTokens first = issued(redeem(code()));

        assertThat(tokens.introspect(first.accessToken(), new Caller(new ClientId("other"), Set.of())))
                .isEmpty();
        assertThat(tokens.introspect(token(first), new Caller(CLIENT, Set.of())))
                .isPresent();
    }

    @Test
    void whatIsExchangedDiesWithWhatItCameFrom() {
        IssuedTokens first = issued(redeem(code()));
        IssuedTokens exchanged =
                issued(tokens.issueToken(granted().from(List.of(first.grant().id()))));
        assertThat(live(exchanged.accessToken())).isTrue();

        assertThat(tokens.revoke(token(first), CLIENT)).isEqualTo(RevokeOutcome.REVOKED);

        assertThat(live(exchanged.accessToken())).isFalse();
    }

    @Test
    void anExchangeNamesAllThatItComesFromAndBeginsWithTheEarliestLogin() {
        IssuedTokens first = issued(redeem(code()));
        clock.advance(Duration.ofMinutes(1));
        IssuedTokens other = issued(redeem(code()));
        Exchange once = exchange(List.of(other.grant(), first.grant()));
        IssuedTokens child = issued(tokens.exchange(once));
        assertThat(child.grant().granted().parents())
                .containsExactly(other.grant().id(), first.grant().id());
        assertThat(child.grant().granted().begunAt())
                .isEqualTo(first.grant().granted().begunAt());
        assertThat(child.grant().granted().session()).isEmpty();
        assertThat(child.refreshToken()).isEmpty();
        assertThat(child.ticket().expiresAt()).isEqualTo(once.expiresAt());
        assertThat(exchange(List.of(child.grant(), first.grant())).granted().parents())
                .containsExactly(
                        child.grant().id(), other.grant().id(), first.grant().id());
        assertThat(types()).endsWith(AuditType.TOKEN_EXCHANGED);
    }

    @Test
    void noMoreThanTenAncestorsAreNamed() {
        IssuedTokens last = issued(redeem(code()));
        for (int i = 0; i < Granted.MOST_PARENTS; i++) {
            last = issued(tokens.exchange(exchange(List.of(last.grant()))));
        }
        List<Grant> sources = List.of(last.grant());
        assertThatThrownBy(() -> exchange(sources)).isInstanceOf(IllegalArgumentException.class);
        assertThat(live(last.accessToken())).isTrue();
    }

    @Test
    void anExchangeOfWhatIsOverIsRefused() {
        IssuedTokens first = issued(redeem(code()));
        Exchange late = exchange(List.of(first.grant()));
        clock.advance(Duration.ofMinutes(15));
        assertThat(refusal(tokens.exchange(late))).contains(Refusal.EXPIRED);
    }

    private Exchange exchange(List<Grant> sources) {
        return new Exchange(
                granted(), sources, Optional.empty(), clock.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void aRefreshMayNotAskForMore() {
        IssuedTokens first = issued(redeem(code()));
        Binding more = Binding.ofClient(CLIENT).askingFor(Scopes.of("admin"), Collections.emptySortedSet());

        assertThat(refusal(tokens.refresh(token(first), more))).contains(Refusal.SCOPE);
        assertThat(issued(refresh(first)).refreshToken()).isPresent();
    }

    @Test
    void withoutARefreshTokenDueTheChainEndsAtRedemption() {
        String code = code();
        IssuedTokens only = issued(tokens.redeem(code, Binding.ofCode(CLIENT, REDIRECT, VERIFIER), false));

        assertThat(only.refreshToken()).isEmpty();
        assertThat(refusal(redeem(code))).contains(Refusal.REPLAYED);
        assertThat(live(only.accessToken())).isFalse();
    }

    @Test
    void revokingASubjectEndsAllOfItsAndNothingElse() {
        IssuedTokens first = issued(redeem(code()));
        IssuedTokens second = issued(redeem(code()));
        IssuedTokens other =
                issued(tokens.issueToken(Granted.of(CLIENT, new Subject("bob"), Scopes.NONE, clock.instant())));
        String unredeemed = code();

        assertThat(revocations().revokeSubject(new Subject("alice"))).isEqualTo(new BulkOutcome.Complete(3));

        assertThat(live(first.accessToken())).isFalse();
        assertThat(refusal(refresh(second))).contains(Refusal.REVOKED);
        assertThat(refusal(redeem(unredeemed))).contains(Refusal.REVOKED);
        assertThat(live(other.accessToken())).isTrue();
        assertThat(revocations().revokeSubject(new Subject("alice"))).isEqualTo(new BulkOutcome.Complete(0));
    }

    @Test
    void aLoginBegunBeforeABulkRevocationIsRefused() {
        Granted before = granted();
        clock.advance(Duration.ofMinutes(1));
        assertThat(revocations().revokeClient(CLIENT)).isEqualTo(new BulkOutcome.Complete(0));

        assertThat(refusal(tokens.issueToken(before))).contains(Refusal.FENCED);
        clock.advance(Duration.ofSeconds(4));
        assertThat(refusal(tokens.issueToken(granted()))).contains(Refusal.FENCED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(live(issued(tokens.issueToken(granted())).accessToken())).isTrue();
    }

    @Test
    void aRotationThatComesBetweenIsRevokedAllTheSame() {
        IssuedTokens first = issued(redeem(code()));
        List<IssuedTokens> rotated = new ArrayList<>();
        storage.beforeNextReplace(() -> rotated.add(issued(refresh(first))));

        assertThat(revocations().revokeSubject(new Subject("alice"))).isEqualTo(new BulkOutcome.Complete(1));

        assertThat(live(rotated.get(0).accessToken())).isFalse();
    }

    @Test
    void aFailedCascadeSaysSoAndCanBeDrivenToItsEnd() {
        IssuedTokens first = issued(redeem(code()));
        storage.loseReplies(1);

        BulkOutcome outcome = revocations().revokeSubject(new Subject("alice"));

        assertThat(outcome).isInstanceOf(BulkOutcome.Incomplete.class);
        assertThat(revocations().revokeSubject(new Subject("alice"))).isEqualTo(new BulkOutcome.Complete(1));
        assertThat(live(first.accessToken())).isFalse();
    }

    private Tokens tokens(GrantPolicy policy) {
        byte[] bytes = new byte[32];
        MacSecrets secrets = new MacSecrets(new MacSecret("secret-1", bytes, MacSecret.State.TRUSTED), List.of());
        KeyRing ring = new KeyRing(new SealingKey("sealing1", bytes), List.of());
        TokenFormat format = new TokenFormat(Namespace.DEFAULT, secrets, random);
        return new GrantTokens(
                realm(),
                new GrantTokens.Parts(
                        format,
                        new OpaqueAccessTokens(format),
                        new RetrySeal(ring, random),
                        fences(),
                        policy,
                        Lifetimes.DEFAULT));
    }

    private Granted granted() {
        return Granted.of(CLIENT, new Subject("alice"), Scopes.of("openid", "offline_access"), clock.instant());
    }

    private String code() {
        CodeBinding binding = new CodeBinding(REDIRECT, CodeChallenge.of(VERIFIER), Optional.empty());
        return tokens.issueCode(granted(), binding).match(IssuedCode::code, why -> {
            throw new AssertionError("refused: " + why);
        });
    }

    private Realm realm() {
        return new Realm(storage.in(Namespace.DEFAULT), clock, random, GrantPolicy.DEFAULT.skew(), events::add);
    }

    private Fences fences() {
        return new Fences(realm(), Duration.ofMinutes(20));
    }

    private Revocations revocations() {
        return new FencedRevocations(realm(), fences());
    }

    private TokenOutcome redeem(String code) {
        return tokens.redeem(code, Binding.ofCode(CLIENT, REDIRECT, VERIFIER), true);
    }

    private TokenOutcome refresh(IssuedTokens held) {
        return tokens.refresh(token(held), Binding.ofClient(CLIENT));
    }

    private boolean live(String token) {
        return tokens.introspect(token, new Caller(CLIENT, Set.of())).isPresent();
    }

    private List<AuditType> types() {
        return events.stream().map(AuditEvent::type).toList();
    }

    private static String token(IssuedTokens held) {
        return held.refreshToken().orElseThrow();
    }

    private static IssuedTokens issued(TokenOutcome outcome) {
        return outcome.match(
                tokens -> tokens,
                why -> {
                    throw new AssertionError("refused: " + why);
                },
                () -> {
                    throw new AssertionError("superseded");
                });
    }

    private static Optional<Refusal> refusal(TokenOutcome outcome) {
        return outcome.match(tokens -> Optional.empty(), Optional::of, Optional::empty);
    }
}
