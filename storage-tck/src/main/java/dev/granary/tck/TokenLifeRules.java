package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.token.IssuedTokens;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.token.Refusal;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantPolicy;
import dev.granary.record.Purged;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.node.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** EXPIRE and RETAIN, of tokens: over is over, exactly, and nothing is forgotten before. */
public interface TokenLifeRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-21", says = "a code is redeemed one microsecond before its expiry and refused at it")
    default void EXPIRE_21_aCodeExpiresExactly(Kit kit) {
        Account account = kit.account();
        Instant expiry = kit.clock().in(Lifetimes.DEFAULT.code());
        String inTime = kit.node(0).code(account);
        String late = kit.node(0).code(account);
        kit.clock().set(expiry.minus(1, ChronoUnit.MICROS));
        assertThat(Outcomes.success(kit.node(1).redeem(inTime, account))).isPresent();
        kit.clock().set(expiry);
        assertThat(Outcomes.refusal(kit.node(1).redeem(late, account))).contains(Refusal.EXPIRED);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-22", says = "a refresh token is taken one microsecond before its expiry and refused at it")
    default void EXPIRE_22_aRefreshTokenExpiresExactly(Kit kit) {
        Account account = kit.account();
        Instant expiry = kit.clock().in(Lifetimes.DEFAULT.refreshIdle());
        IssuedTokens inTime = kit.node(0).begin(account);
        IssuedTokens late = kit.node(0).begin(account);
        kit.clock().set(expiry.minus(1, ChronoUnit.MICROS));
        assertThat(kit.node(1).isLive(Outcomes.refreshToken(late), account)).isTrue();
        assertThat(Outcomes.success(kit.node(1).refresh(inTime, account))).isPresent();
        kit.clock().set(expiry);
        assertThat(kit.node(1).isLive(Outcomes.refreshToken(late), account)).isFalse();
        assertThat(Outcomes.refusal(kit.node(1).refresh(late, account))).contains(Refusal.EXPIRED);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-23", says = "an access token is live one microsecond before its expiry and dead at it")
    default void EXPIRE_23_anAccessTokenExpiresExactly(Kit kit) {
        Account account = kit.account();
        IssuedTokens chained = kit.node(0).begin(account);
        IssuedTokens single = Outcomes.issued(
                kit.node(0).tokens().issueToken(account.granted(kit.clock().instant())));
        for (IssuedTokens held : List.of(chained, single)) {
            kit.clock().set(held.ticket().expiresAt().minus(1, ChronoUnit.MICROS));
            assertThat(kit.node(1).isLive(held.accessToken(), account)).isTrue();
            kit.clock().set(held.ticket().expiresAt());
            assertThat(kit.node(1).isLive(held.accessToken(), account)).isFalse();
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-24", says = "no token outlives its grant, however often that is refreshed")
    default void EXPIRE_24_theGrantEnds(Kit kit) {
        Account account = kit.account();
        Instant end = kit.clock().in(Lifetimes.DEFAULT.grant());
        IssuedTokens held = kit.node(0).begin(account);
        while (kit.clock().in(Duration.ofDays(25)).isBefore(end)) {
            kit.pass(Duration.ofDays(25));
            Lives.purge(kit);
            held = Outcomes.issued(kit.node(1).refresh(held, account));
        }
        kit.clock().set(end.minus(1, ChronoUnit.MICROS));
        held = Outcomes.issued(kit.node(0).refresh(held, account));
        assertThat(kit.node(1).isLive(held, account)).isTrue();
        kit.clock().set(end);
        assertThat(kit.node(1).isLive(held, account)).isFalse();
        assertThat(Outcomes.success(kit.node(1).refresh(held, account))).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "EXPIRE-25",
            says = "the retry window ends exactly, and is not extended by a retry",
            from = "Eventra#17845: a window that is extended again and again")
    default void EXPIRE_25_theWindowEndsExactly(Kit kit) {
        Account account = kit.account();
        IssuedTokens first = kit.node(0).begin(account);
        Instant rotated = kit.clock().instant();
        kit.node(0).refresh(first, account);
        kit.clock().set(rotated.plus(GrantPolicy.DEFAULT.retryWindow()).minus(1, ChronoUnit.MICROS));
        assertThat(Outcomes.success(kit.node(1).refresh(first, account))).isPresent();
        kit.clock().set(rotated.plus(GrantPolicy.DEFAULT.retryWindow()));
        assertThat(Outcomes.refusal(kit.node(1).refresh(first, account))).contains(Refusal.STALE);
        kit.pass(GrantPolicy.DEFAULT.skew());
        assertThat(Outcomes.refusal(kit.node(0).refresh(first, account))).contains(Refusal.REPLAYED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-21",
            says = "the tombstone of a revoked grant outlives every token of it by the skew",
            why = "A tombstone that goes first turns revoked tokens into unknown ones, and on a slow node "
                    + "into live ones.",
            look = "retain-until of the revoked record: cut, rounded or not written; a purge of what is revoked")
    default void RETAIN_21_aTombstoneOutlivesItsTokens(Kit kit) {
        Account account = kit.account();
        List<IssuedTokens> chain = Lives.chain(kit, account, 2);
        Instant lastEnd = kit.clock().in(Lifetimes.DEFAULT.refreshIdle());
        assertThat(kit.node(0).tokens().revoke(Outcomes.refreshToken(chain.get(2)), account.client()))
                .isEqualTo(RevokeOutcome.REVOKED);
        kit.clock().set(lastEnd.plus(GrantPolicy.DEFAULT.skew()).minus(1, ChronoUnit.MICROS));
        Lives.purge(kit);
        assertThat(Lives.stored(kit, chain.get(0))).get().matches(Grant::isRevoked);
        kit.pass(Duration.ofSeconds(1));
        Lives.purge(kit);
        assertThat(Lives.stored(kit, chain.get(0))).isEmpty();
        Lives.assertEnded(kit, account, chain.toArray(new IssuedTokens[0]));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-22",
            says = "a living grant is never purged, and its rotation keeps it longer",
            why = "To purge a grant in use logs its user out for no reason.",
            look = "retain-until that the rotation moves on, and a purge by an older copy of it")
    default void RETAIN_22_aLivingGrantIsKept(Kit kit) {
        Account account = kit.account();
        IssuedTokens held = kit.node(0).begin(account);
        for (int i = 0; i < 5; i++) {
            kit.pass(Lifetimes.DEFAULT.refreshIdle().minus(1, ChronoUnit.MICROS));
            Lives.purge(kit);
            held = Outcomes.issued(kit.node(i).refresh(held, account));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-23",
            says = "an unredeemed code whose time is over leaves nothing behind",
            why = "Most codes of an attack are never redeemed; each would stay for ever.",
            look = "retain-until of a young record, and purges that do not find it")
    default void RETAIN_23_anAbandonedCodeIsPurged(Kit kit) {
        Account account = kit.account();
        String code = kit.node(0).code(account);
        kit.pass(GrantPolicy.DEFAULT.codeKept());
        Lives.purge(kit);
        assertThat(Outcomes.refusal(kit.node(0).redeem(code, account))).contains(Refusal.EXPIRED);
        kit.pass(GrantPolicy.DEFAULT.skew());
        Lives.purge(kit);
        assertThat(Outcomes.refusal(kit.node(0).redeem(code, account))).contains(Refusal.UNKNOWN);
        assertThat(kit.accusations().events()).isEmpty();
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-24",
            says = "a grant that is rotated while it is purged is kept, or the rotation is refused",
            why = "A grant that is rotated and gone is a user with a token that nobody knows.",
            look = "the delete must repeat its condition in the same step")
    default void RETAIN_24_purgeAgainstRotate(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().fewRounds(); round++) {
            kit.clock().set(Kit.START);
            Account account = kit.account();
            Node node = kit.node(0);
            IssuedTokens first = node.begin(account);
            Instant end = Lives.stored(kit, first).map(Grant::retainUntil).orElseThrow();
            kit.clock().set(end.minus(Duration.ofSeconds(6)));
            boolean purgerIsFirst = round % 2 == 0;
            var purged = kit.node(1).realm().records().grants();
            var both = kit.races()
                    .run(
                            () -> {
                                TokenOutcome outcome = node.refresh(first, account);
                                kit.clock().set(end);
                                return outcome;
                            },
                            () -> Drawers.purgeUntil(end, purged, kit.clock(), purgerIsFirst));
            Optional<IssuedTokens> won = Outcomes.success(both.first());
            assertThat(Lives.stored(kit, first).isPresent())
                    .as("the grant is kept exactly if it was rotated in time")
                    .isEqualTo(won.isPresent());
            won.ifPresent(next ->
                    assertThat(Outcomes.success(node.refresh(next, account))).isPresent());
            Purged rest = purged.purge(end, 100);
            assertThat(rest.removed()).isZero();
        }
    }
}
