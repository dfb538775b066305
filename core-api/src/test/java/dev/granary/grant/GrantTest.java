package dev.granary.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Revision;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantTest {

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = T0.plus(Duration.ofDays(30));
    private static final Duration MICRO = Duration.ofNanos(1000);
    private static final GrantPolicy POLICY = GrantPolicy.DEFAULT;
    private static final GrantPolicy NO_WINDOW =
            new GrantPolicy(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(30));
    private static final GrantId ID = new GrantId("AAECAwQFBgcICQoLDA0ODw");
    private static final ClientId CLIENT = new ClientId("client");
    private static final String REDIRECT = "https://client.example/back";
    private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));
    private static final CodeVerifier WRONG_VERIFIER = new CodeVerifier("w".repeat(43));
    private static final SenderKey KEY = new SenderKey("k".repeat(43));
    private static final SenderKey WRONG_KEY = new SenderKey("x".repeat(43));
    private static final Resource API = new Resource("https://api.example/");
    private static final Resource FILES = new Resource("https://files.example/");
    private static final Binding BY_CODE = Binding.ofCode(CLIENT, REDIRECT, VERIFIER);
    private static final Binding BY_CLIENT = Binding.ofClient(CLIENT);
    private static final Binding BY_OTHER = Binding.ofClient(new ClientId("Client"));
    private static final SortedSet<Resource> NOWHERE = Collections.emptySortedSet();

    private static final Instant CODE_EXPIRES = T0.plusSeconds(60);
    private static final Duration ACCESS_LIFE = Duration.ofMinutes(5);
    private static final Duration REFRESH_LIFE = Duration.ofDays(1);

    private final Random random = new Random(1);

    // Expiry

    @Test
    void aCodeIsValidUntilItsExpiry() {
        Grant grant = opened();

        assertThat(redeem(grant, BY_CODE, CODE_EXPIRES.minus(MICRO))).isInstanceOf(AdvanceOutcome.Advanced.class);
        assertThat(redeem(grant, BY_CODE, CODE_EXPIRES)).isEqualTo(new AdvanceOutcome.Expired());
    }

    @Test
    void aRefreshTokenIsValidUntilItsExpiry() {
        Grant grant = redeemed();
        Instant expires = T0.plus(REFRESH_LIFE);

        assertThat(refresh(grant, 1, expires.minus(MICRO))).isInstanceOf(AdvanceOutcome.Advanced.class);
        assertThat(refresh(grant, 1, expires)).isEqualTo(new AdvanceOutcome.Expired());
    }

    @Test
    void anAccessTokenIsValidUntilItsExpiryAndTheGrantsEnd() {
        Grant grant = redeemed();
        Instant expires = T0.plus(ACCESS_LIFE);

        assertThat(grant.admits(1, expires, expires.minus(MICRO))).isTrue();
        assertThat(grant.admits(1, expires, expires)).isFalse();
        assertThat(grant.admits(1, END.plusSeconds(1), END.minus(MICRO))).isTrue();
        assertThat(grant.admits(1, END.plusSeconds(1), END)).isFalse();
    }

    @Test
    void aGrantIsLiveAsLongAsAnythingOfItIs() {
        assertThat(opened().isLive(CODE_EXPIRES.minus(MICRO))).isTrue();
        assertThat(opened().isLive(CODE_EXPIRES)).isFalse();
        assertThat(ended().isLive(T0.plus(ACCESS_LIFE).minus(MICRO))).isTrue();
        assertThat(ended().isLive(T0.plus(ACCESS_LIFE))).isFalse();
        assertThat(revoked(redeemed()).isLive(T0)).isFalse();
    }

    @Test
    void timesAreCutToMicroseconds() {
        assertThat(new Credential(hash("a"), T0.plusNanos(1999)).expiresAt()).isEqualTo(T0.plus(MICRO));
        assertThat(opened().createdAt()).isEqualTo(T0);
    }

    // Advancing

    @Test
    void redemptionInstallsTheFirstRefreshToken() {
        Grant grant = redeemed();

        assertThat(grant.chain().generation()).isEqualTo(1);
        assertThat(grant.chain().floor()).isEqualTo(1);
        assertThat(grant.chain().current()).contains(new Credential(hash("token 1"), T0.plus(REFRESH_LIFE)));
        assertThat(grant.chain().previous().orElseThrow().hash()).isEqualTo(hash("token 0"));
        assertThat(grant.accessUntil()).isEqualTo(T0.plus(ACCESS_LIFE));
        assertThat(grant.stamp().count()).isEqualTo(2);
    }

    @Test
    void theStateBearsTheRevisionOfItsAttempt() {
        Advance call = call(code(true), BY_CODE, successor(1, T0), T0);

        assertThat(advanced(opened().advance(call, POLICY, T0)).revision()).isEqualTo(call.attempt());
    }

    @Test
    void rotationSpendsTheCurrentToken() {
        Grant grant = rotated(redeemed(), 1, T0.plusSeconds(100));

        assertThat(grant.chain().generation()).isEqualTo(2);
        assertThat(grant.chain().spentAt()).containsExactly(T0.plusSeconds(100), T0);
        assertThat(refresh(grant, 2, T0.plusSeconds(101))).isInstanceOf(AdvanceOutcome.Advanced.class);
    }

    @Test
    void fourSpendingTimesAreKeptNewestFirst() {
        Grant grant = redeemed();
        for (int i = 1; i <= 5; i++) {
            grant = rotated(grant, i, T0.plusSeconds(i));
        }

        assertThat(grant.chain().spentAt())
                .containsExactly(T0.plusSeconds(5), T0.plusSeconds(4), T0.plusSeconds(3), T0.plusSeconds(2));
    }

    @Test
    void aSpendingTimeThatNoPolicyAsksForIsForgotten() {
        Instant later = T0.plusSeconds(180);

        Grant kept = rotated(redeemed(), 1, later.minusNanos(1000));
        Grant forgotten = rotated(redeemed(), 1, later);

        assertThat(kept.chain().spentAt()).containsExactly(later.minusNanos(1000), T0);
        assertThat(forgotten.chain().spentAt()).containsExactly(later);
    }

    @Test
    void aNonceIsKeptForTheFirstIdTokenOnly() {
        Grant redeemed = redeemed();
        Grant rotated = rotated(redeemed, 1, T0);

        assertThat(redeemed.code()).contains(codeBinding());
        assertThat(rotated.code()).contains(codeBinding().withoutNonce());
        assertThat(rotated.code().orElseThrow().nonce()).isEmpty();
    }

    @Test
    void aDocumentLeavesOutWhatIsNearlyAlwaysTheSame() {
        Grant rotated = rotated(redeemed(), 1, T0);

        assertThat(new String(Grant.KIND.encode(rotated), StandardCharsets.UTF_8))
                .contains("\"gen\":2", "\"prev\":")
                .doesNotContain("prev_access", "floor");
    }

    @Test
    void aGrantUpholdsItsOffspringUntilItIsRevokedOrEnds() {
        Grant grant = redeemed();

        assertThat(grant.upholds(END.minus(MICRO))).isTrue();
        assertThat(grant.upholds(END)).isFalse();
        assertThat(revoked(grant).upholds(T0)).isFalse();
    }

    @Test
    void aGrantWithoutAChainUpholdsNothingOnceItsAccessTokenIsRevoked() {
        Grant plain = Grant.openWithoutChain(opening(granted()), T0.plus(ACCESS_LIFE), POLICY);

        assertThat(plain.upholds(T0)).isTrue();
        assertThat(plain.revokeAccess(0, Revision.random(random)).upholds(T0)).isFalse();
    }

    @Test
    void anotherGrantsCredentialIsRefusedLoudly() {
        Grant grant = opened();
        Presented foreign =
                new Presented(CredentialKind.CODE, new GrantId("BBBBBBBBBBBBBBBBBBBBBA"), 0, hash("token 0"), true);

        assertThatThrownBy(() -> present(grant, foreign, BY_CODE, T0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingOutlivesTheGrant() {
        Successor late = Successor.refreshToken(hash("token 1"), END.plus(MICRO), sealed(1));
        Advance lateRefresh = call(code(true), BY_CODE, late, T0);
        Advance lateAccess =
                new Advance(code(true), BY_CODE, successor(1, T0), END.plus(MICRO), Revision.random(random));

        assertThatThrownBy(() -> opened().advance(lateRefresh, POLICY, T0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> opened().advance(lateAccess, POLICY, T0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsOpenedThatOutlivesItself() {
        Credential late = new Credential(hash("token 0"), END.plus(MICRO));
        CodeBinding binding = codeBinding();
        Opening opening = opening(granted());

        assertThatThrownBy(() -> Grant.openWithCode(opening, binding, late, POLICY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grant.openWithoutChain(opening, END.plus(MICRO), POLICY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Mismatch

    @Test
    void anotherClientMismatches() {
        assertThat(present(redeemed(), token(1, true), BY_OTHER, T0)).isEqualTo(mismatched(Mismatch.CLIENT));
    }

    @Test
    void aKeyThatIsNotProvenMismatches() {
        Grant grant = opened(granted().boundTo(KEY));

        assertThat(redeem(grant, BY_CODE, T0)).isEqualTo(mismatched(Mismatch.SENDER_KEY));
        assertThat(redeem(grant, BY_CODE.proving(WRONG_KEY), T0)).isEqualTo(mismatched(Mismatch.SENDER_KEY));
        assertThat(redeem(grant, BY_CODE.proving(KEY), T0)).isInstanceOf(AdvanceOutcome.Advanced.class);
    }

    @Test
    void aKeyThatNobodyAskedForIsIgnored() {
        assertThat(redeem(opened(), BY_CODE.proving(KEY), T0)).isInstanceOf(AdvanceOutcome.Advanced.class);
    }

    @Test
    void aCodeNeedsItsRedirectUriAndVerifier() {
        Binding elsewhere = Binding.ofCode(CLIENT, REDIRECT + "/", VERIFIER);
        Binding guessed = Binding.ofCode(CLIENT, REDIRECT, WRONG_VERIFIER);

        assertThat(redeem(opened(), elsewhere, T0)).isEqualTo(mismatched(Mismatch.REDIRECT_URI));
        assertThat(redeem(opened(), BY_CLIENT, T0)).isEqualTo(mismatched(Mismatch.REDIRECT_URI));
        assertThat(redeem(opened(), guessed, T0)).isEqualTo(mismatched(Mismatch.VERIFIER));
        assertThat(redeem(opened(), withoutVerifier(), T0)).isEqualTo(mismatched(Mismatch.VERIFIER));
    }

    @Test
    void mismatchesAreToldInTheirOrder() {
        Grant grant = opened(granted().boundTo(KEY));
        Binding allWrong = Binding.ofCode(new ClientId("other"), "https://x/", WRONG_VERIFIER);
        Binding keyAndOnWrong = Binding.ofCode(CLIENT, "https://x/", WRONG_VERIFIER);

        assertThat(redeem(grant, allWrong, T0)).isEqualTo(mismatched(Mismatch.CLIENT));
        assertThat(redeem(grant, keyAndOnWrong, T0)).isEqualTo(mismatched(Mismatch.SENDER_KEY));
        assertThat(redeem(grant, keyAndOnWrong.proving(KEY), T0)).isEqualTo(mismatched(Mismatch.REDIRECT_URI));
    }

    @Test
    void aMismatchIsToldBeforeRevocationAndExpiry() {
        Grant revoked = revoked(redeemed());

        assertThat(present(revoked, token(1, true), BY_OTHER, T0)).isEqualTo(mismatched(Mismatch.CLIENT));
        assertThat(present(redeemed(), token(1, true), BY_OTHER, END)).isEqualTo(mismatched(Mismatch.CLIENT));
    }

    @Test
    void scopeAndResourceMustBeGranted() {
        Grant grant = redeemed();

        assertThat(present(grant, token(1, true), asking("read", NOWHERE), T0))
                .isInstanceOf(AdvanceOutcome.Advanced.class);
        assertThat(present(grant, token(1, true), asking("admin", NOWHERE), T0)).isEqualTo(mismatched(Mismatch.SCOPE));
        assertThat(present(grant, token(1, true), asking("read", resources(API)), T0))
                .isEqualTo(mismatched(Mismatch.RESOURCE));
        assertThat(present(grant, token(1, true), asking("admin", resources(API)), T0))
                .isEqualTo(mismatched(Mismatch.SCOPE));
    }

    @Test
    void expiryIsToldBeforeAnExcessAndRevocationBeforeExpiry() {
        assertThat(present(redeemed(), token(1, true), asking("admin", NOWHERE), END))
                .isEqualTo(new AdvanceOutcome.Expired());
        assertThat(present(revoked(redeemed()), token(1, true), asking("admin", NOWHERE), END))
                .isEqualTo(new AdvanceOutcome.Revoked());
    }

    @Test
    void aRetryMayNotAskForMoreEither() {
        Grant grant = rotated(redeemed(), 1, T0);

        assertThat(present(grant, token(1, true), asking("admin", NOWHERE), T0)).isEqualTo(mismatched(Mismatch.SCOPE));
        assertThat(present(grant, token(1, true), asking("read", resources(API)), T0))
                .isEqualTo(mismatched(Mismatch.RESOURCE));
    }

    // The window

    @Test
    void aRetryGetsTheSameSuccessorWithinTheWindow() {
        Instant spent = T0.plusSeconds(100);
        Grant grant = rotated(redeemed(), 1, spent);
        Instant window = spent.plus(POLICY.retryWindow());

        assertThat(refresh(grant, 1, window.minus(MICRO)))
                .isEqualTo(new AdvanceOutcome.Retried(sealed(2), spent.plus(ACCESS_LIFE)));
        assertThat(refresh(grant, 1, window)).isEqualTo(new AdvanceOutcome.Stale());
    }

    @Test
    void skewForbearsAndDoesNotRetry() {
        Instant spent = T0.plusSeconds(100);
        Grant grant = rotated(redeemed(), 1, spent);
        Instant forborne = spent.plus(POLICY.retryWindow()).plus(POLICY.skew());

        assertThat(refresh(grant, 1, forborne.minus(MICRO))).isEqualTo(new AdvanceOutcome.Stale());
        assertThat(refresh(grant, 1, forborne)).isInstanceOf(AdvanceOutcome.Replayed.class);
    }

    @Test
    void aClockThatIsBehindRetries() {
        Grant grant = rotated(redeemed(), 1, T0.plusSeconds(100));

        assertThat(refresh(grant, 1, T0.plusSeconds(95))).isInstanceOf(AdvanceOutcome.Retried.class);
    }

    @Test
    void withoutAWindowEveryEarlierTokenIsAReplay() {
        Advance call = call(token(1, true), BY_CLIENT, successor(2, T0), T0);
        Grant grant = advanced(redeemed().advance(call, NO_WINDOW, T0));

        assertThat(grant.chain().previous().orElseThrow().successor()).isEmpty();
        assertThat(grant.advance(call, NO_WINDOW, T0)).isInstanceOf(AdvanceOutcome.Replayed.class);
    }

    @Test
    void aWindowThatWasOffWhenTheTokenWasSpentHasNothingToGive() {
        Advance call = call(token(1, true), BY_CLIENT, successor(2, T0), T0);
        Grant grant = advanced(redeemed().advance(call, NO_WINDOW, T0));

        assertThat(refresh(grant, 1, T0)).isEqualTo(new AdvanceOutcome.Stale());
    }

    @Test
    void anEarlierTokenThanThePreviousIsForborneForItsOwnTime() {
        Grant grant = rotated(rotated(redeemed(), 1, T0), 2, T0.plusSeconds(9));

        assertThat(refresh(grant, 1, T0.plusSeconds(15).minus(MICRO))).isEqualTo(new AdvanceOutcome.Stale());
        assertThat(refresh(grant, 1, T0.plusSeconds(15))).isInstanceOf(AdvanceOutcome.Replayed.class);
        assertThat(refresh(grant, 2, T0.plusSeconds(15))).isInstanceOf(AdvanceOutcome.Retried.class);
    }

    @Test
    void theFifthTokenBackIsAReplayAtOnce() {
        Grant grant = redeemed();
        for (int i = 1; i <= 5; i++) {
            grant = rotated(grant, i, T0);
        }

        assertThat(refresh(grant, 2, T0)).isEqualTo(new AdvanceOutcome.Stale());
        assertThat(refresh(grant, 1, T0)).isInstanceOf(AdvanceOutcome.Replayed.class);
    }

    @Test
    void aRetryDoesNotOutliveItsSuccessorOrItsAccess() {
        Successor brief = Successor.refreshToken(hash("token 2"), T0.plusSeconds(5), sealed(2));
        Grant grant = advanced(redeemed().advance(call(token(1, true), BY_CLIENT, brief, T0), POLICY, T0));

        assertThat(refresh(grant, 1, T0.plusSeconds(5).minus(MICRO))).isInstanceOf(AdvanceOutcome.Retried.class);
        assertThat(refresh(grant, 1, T0.plusSeconds(5))).isEqualTo(new AdvanceOutcome.Stale());
    }

    @Test
    void aRetryBringsNoRevokedAccessBack() {
        Grant grant = rotated(redeemed(), 1, T0).revokeAccess(2, Revision.random(random));

        assertThat(refresh(grant, 1, T0)).isEqualTo(new AdvanceOutcome.Stale());
    }

    @Test
    void theSealedSuccessorIsGoneWithTheNextTransition() {
        Grant grant = rotated(redeemed(), 1, T0);
        assertThat(grant.chain().previous().orElseThrow().successor()).contains(sealed(2));

        Spent next = rotated(grant, 2, T0).chain().previous().orElseThrow();
        assertThat(next.successor()).contains(sealed(3));
        assertThat(next.hash()).isEqualTo(hash("token 2"));
    }

    @Test
    void theSealedSuccessorIsGoneWithRevocation() {
        Grant grant = revoked(rotated(redeemed(), 1, T0));

        assertThat(grant.chain().previous().orElseThrow().successor()).isEmpty();
    }

    // Replay

    @Test
    void aCodeHasNoWindow() {
        assertThat(redeemed().chain().previous().orElseThrow().successor()).isEmpty();
        assertThat(redeem(redeemed(), BY_CODE, T0)).isInstanceOf(AdvanceOutcome.Replayed.class);
    }

    @Test
    void aReplayedCodeRevokesTheGrant() {
        Advance call = call(code(true), BY_CODE, successor(1, T0), T0);
        Instant later = CODE_EXPIRES.plusSeconds(1000);
        Grant grant = replayed(rotated(redeemed(), 1, T0).advance(call, POLICY, later));

        assertThat(grant.revocation()).contains(new Revocation(RevocationReason.CODE_REPLAYED, later));
        assertThat(grant.revision()).isEqualTo(call.attempt());
        assertThat(grant.admits(2, END, later)).isFalse();
    }

    @Test
    void whoLacksTheVerifierCannotKillAGrant() {
        Binding guessed = Binding.ofCode(CLIENT, REDIRECT, WRONG_VERIFIER);

        assertThat(redeem(redeemed(), guessed, T0)).isEqualTo(mismatched(Mismatch.VERIFIER));
    }

    @Test
    void aReplayedRefreshTokenRevokesTheGrantAlsoAfterItsExpiry() {
        Grant grant = rotated(rotated(redeemed(), 1, T0), 2, T0);
        Instant later = T0.plus(REFRESH_LIFE).plusSeconds(1);

        assertThat(replayed(refresh(grant, 1, later)).revocation())
                .contains(new Revocation(RevocationReason.REFRESH_TOKEN_REUSED, later));
    }

    // Proof

    @Test
    void anUnprovenHashAdmits() {
        assertThat(present(opened(), code(false), BY_CODE, T0)).isInstanceOf(AdvanceOutcome.Advanced.class);
        assertThat(present(redeemed(), token(1, false), BY_CLIENT, T0)).isInstanceOf(AdvanceOutcome.Advanced.class);
    }

    @Test
    void anUnprovenHashIsRetriedAndForborneAndNeverAccused() {
        Grant grant = rotated(redeemed(), 1, T0);

        assertThat(present(grant, token(1, false), BY_CLIENT, T0)).isInstanceOf(AdvanceOutcome.Retried.class);
        assertThat(present(grant, token(1, false), BY_CLIENT, T0.plusSeconds(12)))
                .isEqualTo(new AdvanceOutcome.Stale());
        assertThat(present(grant, token(1, false), BY_CLIENT, T0.plusSeconds(15)))
                .isEqualTo(new AdvanceOutcome.Unknown());
        assertThat(present(redeemed(), code(false), BY_CODE, T0)).isEqualTo(new AdvanceOutcome.Unknown());
    }

    @Test
    void anUnprovenOlderHashIsUnknown() {
        Grant grant = rotated(rotated(redeemed(), 1, T0), 2, T0);

        assertThat(present(grant, token(1, false), BY_CLIENT, T0)).isEqualTo(new AdvanceOutcome.Unknown());
        assertThat(present(grant, code(false), BY_CODE, T0)).isEqualTo(new AdvanceOutcome.Unknown());
    }

    @Test
    void aGenuineCredentialOfThisOrALaterGenerationAccusesNobody() {
        Presented twin = new Presented(CredentialKind.REFRESH_TOKEN, ID, 1, hash("twin"), true);

        assertThat(present(redeemed(), twin, BY_CLIENT, T0)).isEqualTo(new AdvanceOutcome.Unknown());
        assertThat(refresh(redeemed(), 2, T0)).isEqualTo(new AdvanceOutcome.Unknown());
        assertThat(refresh(redeemed(), Integer.MAX_VALUE, T0)).isEqualTo(new AdvanceOutcome.Unknown());
    }

    @Test
    void aGrantWithoutAChainRedeemsNothing() {
        Grant grant = Grant.openWithoutChain(opening(granted()), T0.plus(ACCESS_LIFE), POLICY);

        assertThat(refresh(grant, 0, T0)).isEqualTo(new AdvanceOutcome.Unknown());
        assertThat(redeem(grant, BY_CODE, T0)).isEqualTo(mismatched(Mismatch.REDIRECT_URI));
        assertThat(redeem(grant, BY_CLIENT, T0)).isEqualTo(mismatched(Mismatch.VERIFIER));
        assertThat(grant.admits(0, T0.plus(ACCESS_LIFE), T0)).isTrue();
        assertThat(grant.retainUntil()).isEqualTo(T0.plus(ACCESS_LIFE).plus(POLICY.skew()));
    }

    // The floor

    @Test
    void aRotationEndsEarlierAccessTokens() {
        Grant grant = rotated(redeemed(), 1, T0);

        assertThat(grant.admits(1, END, T0)).isFalse();
        assertThat(grant.admits(2, END, T0)).isTrue();
    }

    @Test
    void inAGrantForOneResourceARotationEndsEarlierAccessTokens() {
        Grant grant = rotated(redeemed(granted().forResources(resources(API))), 1, T0);

        assertThat(grant.chain().floor()).isEqualTo(2);
    }

    @Test
    void inAGrantForMoreResourcesARotationLeavesThem() {
        Grant grant = rotated(redeemed(granted().forResources(resources(API, FILES))), 1, T0);

        assertThat(grant.chain().floor()).isZero();
        assertThat(grant.admits(1, END, T0)).isTrue();
    }

    @Test
    void revokedAccessEndsItsGenerationAndThoseBefore() {
        Grant grant = rotated(redeemed(granted().forResources(resources(API, FILES))), 1, T0);
        Revision attempt = Revision.random(random);
        Grant less = grant.revokeAccess(1, attempt);

        assertThat(less.admits(1, END, T0)).isFalse();
        assertThat(less.admits(2, END, T0)).isTrue();
        assertThat(less.revision()).isEqualTo(attempt);
        assertThat(less.revokeAccess(1, Revision.random(random))).isSameAs(less);
        assertThat(less.revokeAccess(0, Revision.random(random))).isSameAs(less);
    }

    @Test
    void revokedAccessLeavesTheRefreshToken() {
        Grant grant = redeemed().revokeAccess(1, Revision.random(random));

        assertThat(grant.admits(1, END, T0)).isFalse();
        Grant next = rotated(grant, 1, T0);
        assertThat(next.admits(2, END, T0)).isTrue();
    }

    @Test
    void accessThatWasNeverIssuedCannotBeRevoked() {
        Grant grant = redeemed();

        assertThat(grant.revokeAccess(2, Revision.random(random))).isSameAs(grant);
        Grant revoked = revoked(grant);
        assertThat(revoked.revokeAccess(1, Revision.random(random))).isSameAs(revoked);
    }

    // Ends of a chain

    @Test
    void aChainEndsWithNoSuccessor() {
        Grant grant = ended();

        assertThat(grant.admits(1, END, T0)).isTrue();
        assertThat(redeem(grant, BY_CODE, T0)).isInstanceOf(AdvanceOutcome.Replayed.class);
        Presented mark = new Presented(CredentialKind.REFRESH_TOKEN, ID, 1, hash("mark"), true);
        assertThat(present(grant, mark, BY_CLIENT, T0)).isEqualTo(new AdvanceOutcome.Expired());
    }

    @Test
    void aRefreshThatEndsTheChainHasNothingToRetry() {
        Successor none = Successor.none(hash("mark"), T0);
        Grant grant = advanced(redeemed().advance(call(token(1, true), BY_CLIENT, none, T0), POLICY, T0));

        assertThat(refresh(grant, 1, T0)).isEqualTo(new AdvanceOutcome.Stale());
    }

    @Test
    void theSameTokenAgainIsNotARotation() {
        Grant grant = refreshedWithSame(redeemed(), T0.plusSeconds(1));

        assertThat(grant.chain().generation()).isEqualTo(2);
        assertThat(grant.admits(1, END, T0)).isTrue();
        assertThat(grant.admits(2, END, T0)).isTrue();
        assertThat(refreshedWithSame(grant, T0.plusSeconds(100)).chain().generation())
                .isEqualTo(3);
    }

    @Test
    void theSameTokenMayLastLonger() {
        Grant grant = refreshedWithSame(redeemed(), T0.plusSeconds(100));

        assertThat(refresh(grant, 1, T0.plus(REFRESH_LIFE))).isInstanceOf(AdvanceOutcome.Advanced.class);
    }

    @Test
    void theSameTokenIsSpentWhenItIsRotatedAtLast() {
        Grant grant = rotated(refreshedWithSame(redeemed(), T0), 1, T0.plusSeconds(100));

        assertThat(refresh(grant, 1, T0.plusSeconds(105))).isInstanceOf(AdvanceOutcome.Retried.class);
        assertThat(refresh(grant, 1, T0.plusSeconds(115))).isInstanceOf(AdvanceOutcome.Replayed.class);
    }

    @Test
    void aCodeIsNeverInstalledAgain() {
        Advance call = call(code(true), BY_CODE, Successor.same(hash("token 0"), CODE_EXPIRES), T0);

        assertThatThrownBy(() -> opened().advance(call, POLICY, T0)).isInstanceOf(IllegalArgumentException.class);
    }

    // Revocation

    @ParameterizedTest
    @EnumSource
    void aRevokedGrantNeverLivesAgain(RevocationReason reason) {
        Revision attempt = Revision.random(random);
        Grant revoked = redeemed().revoke(reason, attempt, T0.plusSeconds(1));

        assertThat(revoked.revocation()).contains(new Revocation(reason, T0.plusSeconds(1)));
        assertThat(revoked.revision()).isEqualTo(attempt);
        assertThat(revoked.revoke(RevocationReason.FENCED, Revision.random(random), T0))
                .isSameAs(revoked);
        assertThat(refresh(revoked, 1, T0)).isEqualTo(new AdvanceOutcome.Revoked());
        assertThat(redeem(revoked, BY_CODE, T0)).isEqualTo(new AdvanceOutcome.Revoked());
        assertThat(revoked.admits(1, END, T0)).isFalse();
    }

    // Retention

    @Test
    void theRecordOutlivesItsCode() {
        assertThat(opened().retainUntil()).isEqualTo(T0.plus(POLICY.codeKept()).plus(POLICY.skew()));
    }

    @Test
    void theRecordOutlivesItsRefreshTokenAndItsAccessToken() {
        assertThat(redeemed().retainUntil()).isEqualTo(T0.plus(REFRESH_LIFE).plus(POLICY.skew()));
        Successor brief = Successor.refreshToken(hash("token 1"), T0.plusSeconds(1), sealed(1));
        Advance call = new Advance(code(true), BY_CODE, brief, END, Revision.random(random));
        assertThat(advanced(opened().advance(call, POLICY, T0)).retainUntil()).isEqualTo(END.plus(POLICY.skew()));
    }

    @Test
    void theRecordIsNeverKeptForLess() {
        GrantPolicy hasty = new GrantPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Grant before = redeemed();
        Advance call = call(token(1, true), BY_CLIENT, Successor.none(hash("mark"), T0), T0);
        Grant after = advanced(before.advance(call, hasty, T0));

        assertThat(after.retainUntil()).isEqualTo(before.retainUntil());
        assertThat(revoked(before).retainUntil()).isEqualTo(before.retainUntil());
        assertThat(before.revokeAccess(1, Revision.random(random)).retainUntil())
                .isEqualTo(before.retainUntil());
    }

    // Traces

    @Test
    void aStateShowsWhoseWriteItWas() {
        Grant grant = redeemed();
        Successor first = successor(1, T0);

        assertThat(opened().traceOf(first)).isEqualTo(Trace.NONE);
        assertThat(grant.traceOf(first)).isEqualTo(Trace.CURRENT);
        assertThat(rotated(grant, 1, T0).traceOf(first)).isEqualTo(Trace.SUPERSEDED);
        assertThat(rotated(rotated(grant, 1, T0), 2, T0).traceOf(first)).isEqualTo(Trace.NONE);
        assertThat(ended().traceOf(Successor.none(hash("mark"), T0))).isEqualTo(Trace.CURRENT);
    }

    // Records

    @Test
    void everyFieldSurvivesARoundTrip() {
        Granted full = granted()
                .boundTo(KEY)
                .forResources(resources(API, FILES))
                .inSession(new SessionId("0123456789abcdef0123456789abcdef"))
                .from(List.of(ID, new GrantId("BBBBBBBBBBBBBBBBBBBBBA")));
        Grant grant = rotated(advanced(redeem(opened(full), BY_CODE.proving(KEY), T0)), 1, T0);

        assertThat(roundTrip(grant)).isEqualTo(grant);
        assertThat(roundTrip(revoked(grant))).isEqualTo(revoked(grant));
    }

    @Test
    void everyUnsetFieldStaysUnset() {
        Grant plain = Grant.openWithoutChain(opening(granted()), T0.plus(ACCESS_LIFE), POLICY);

        assertThat(roundTrip(plain)).isEqualTo(plain);
        assertThat(roundTrip(ended())).isEqualTo(ended());
    }

    // Making

    private Grant opened() {
        return opened(granted());
    }

    private static Grant opened(Granted granted) {
        return Grant.openWithCode(
                opening(granted), codeBinding(), new Credential(hash("token 0"), CODE_EXPIRES), POLICY);
    }

    private Grant redeemed() {
        return redeemed(granted());
    }

    private Grant redeemed(Granted granted) {
        return advanced(redeem(opened(granted), BY_CODE, T0));
    }

    private Grant rotated(Grant grant, int generation, Instant now) {
        return advanced(refresh(grant, generation, now));
    }

    private Grant refreshedWithSame(Grant grant, Instant now) {
        Successor same = Successor.same(hash("token 1"), now.plus(REFRESH_LIFE));
        return advanced(grant.advance(call(token(1, true), BY_CLIENT, same, now), POLICY, now));
    }

    private static Grant ended() {
        Revision attempt = new Revision("r".repeat(22));
        Successor none = Successor.none(hash("mark"), T0);
        Advance call = new Advance(code(true), BY_CODE, none, T0.plus(ACCESS_LIFE), attempt);
        return advanced(opened(granted()).advance(call, POLICY, T0));
    }

    private static Grant revoked(Grant grant) {
        return grant.revoke(RevocationReason.OPERATOR_REQUEST, new Revision("o".repeat(22)), T0);
    }

    private AdvanceOutcome redeem(Grant grant, Binding binding, Instant now) {
        return present(grant, code(true), binding, now);
    }

    private AdvanceOutcome refresh(Grant grant, int generation, Instant now) {
        Binding binding = grant.granted().senderKey().map(BY_CLIENT::proving).orElse(BY_CLIENT);
        return present(grant, token(generation, true), binding, now);
    }

    private AdvanceOutcome present(Grant grant, Presented presented, Binding binding, Instant now) {
        return grant.advance(
                call(presented, binding, successor(grant.chain().generation() + 1, now), now), POLICY, now);
    }

    private Advance call(Presented presented, Binding binding, Successor successor, Instant now) {
        return new Advance(presented, binding, successor, now.plus(ACCESS_LIFE), Revision.random(random));
    }

    private static Successor successor(int generation, Instant now) {
        Instant expires = now.plus(REFRESH_LIFE);
        return Successor.refreshToken(
                hash("token " + generation), expires.isAfter(END) ? END : expires, sealed(generation));
    }

    private static Presented code(boolean genuine) {
        return new Presented(CredentialKind.CODE, ID, 0, hash("token 0"), genuine);
    }

    private static Presented token(int generation, boolean genuine) {
        return new Presented(CredentialKind.REFRESH_TOKEN, ID, generation, hash("token " + generation), genuine);
    }

    private static Binding asking(String scope, SortedSet<Resource> where) {
        return BY_CLIENT.askingFor(Scopes.of(scope), where);
    }

    private static Binding withoutVerifier() {
        return new Binding(CLIENT, Optional.empty(), Optional.of(REDIRECT), Optional.empty(), Scopes.NONE, NOWHERE);
    }

    private static Granted granted() {
        return Granted.of(CLIENT, new Subject("subject"), Scopes.of("read", "write"), T0);
    }

    private static Opening opening(Granted granted) {
        return new Opening(ID, granted, T0.plusNanos(999), END, new Revision("a".repeat(22)));
    }

    private static CodeBinding codeBinding() {
        return new CodeBinding(REDIRECT, CodeChallenge.of(VERIFIER), Optional.of("nonce"));
    }

    private static SortedSet<Resource> resources(Resource... some) {
        return new TreeSet<>(List.of(some));
    }

    private static SealedSecret sealed(int generation) {
        return new SealedSecret("sealed " + generation);
    }

    private static TokenHash hash(String token) {
        return TokenHash.of(token);
    }

    private static AdvanceOutcome mismatched(Mismatch what) {
        return new AdvanceOutcome.Mismatched(what);
    }

    private static Grant advanced(AdvanceOutcome outcome) {
        assertThat(outcome).isInstanceOf(AdvanceOutcome.Advanced.class);
        return ((AdvanceOutcome.Advanced) outcome).next();
    }

    private static Grant replayed(AdvanceOutcome outcome) {
        assertThat(outcome).isInstanceOf(AdvanceOutcome.Replayed.class);
        return ((AdvanceOutcome.Replayed) outcome).revoked();
    }

    private static Grant roundTrip(Grant grant) {
        return Grant.KIND.decode(Grant.KIND.encode(grant), "test");
    }
}
