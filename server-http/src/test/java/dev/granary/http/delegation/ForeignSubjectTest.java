package dev.granary.http.delegation;

import static dev.granary.http.delegation.Delegation.DELEGATE;
import static dev.granary.http.delegation.Delegation.ask;
import static dev.granary.http.delegation.Delegation.assertRefused;
import static dev.granary.http.delegation.Delegation.claims;
import static dev.granary.http.delegation.Delegation.delegate;
import static dev.granary.http.delegation.Delegation.exchanged;
import static dev.granary.http.delegation.Delegation.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.granary.domain.key.GivenSigningKeys;
import dev.granary.domain.key.SigningAlgorithm;
import dev.granary.domain.key.TokenSigner;
import dev.granary.domain.revocation.BulkOutcome;
import dev.granary.http.fixture.ForeignIssuer;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedActors;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.scope.Resource;
import dev.granary.user.Subject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TX-03, TX-06, TX-07, TX-09. */
class ForeignSubjectTest {

    private static final SubjectPolicy POLICY = SubjectPolicy.of(ForeignIssuer.AUDIENCE, AllowList.of(DELEGATE))
            .of(TrustedActors.of(Set.of("agent")).or(claims -> "yes".equals(claims.get("vip"))));

    private final ForeignIssuer foreign = new ForeignIssuer(new SetClock());
    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .delegatesOnLoopback()
            .delegate(delegate(DELEGATE, AllowList.ANY))
            .delegate(delegate("second", AllowList.ANY))
            .trustedIssuer(TrustedIssuer.of(foreign.uri()).forSubjects(POLICY)));

    @AfterEach
    void close() {
        world.close();
        foreign.close();
    }

    private HttpResponse<String> exchange(UnaryOperator<JWTClaimsSet.Builder> changes) {
        return ask(world, DELEGATE, request(foreign.token(changes)));
    }

    private void assertExchanged(UnaryOperator<JWTClaimsSet.Builder> changes) {
        HttpResponse<String> answer = exchange(changes);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Date in(long seconds) {
        return Date.from(world.clock.instant().plusSeconds(seconds));
    }

    @Test
    void aForeignSubjectIsNamedByItsIssuerToo() throws Exception {
        Map<String, String> form = request(foreign.token(claims -> claims.claim("act", Map.of("sub", "bot"))));
        form.put("scope", "profile");
        JWTClaimsSet claims = claims(exchanged(world, DELEGATE, form));
        assertThat(claims.getSubject()).isEqualTo(foreign.uri() + "#alice");
        assertThat(claims.getClaim("act"))
                .isEqualTo(Map.of(
                        "sub",
                        DELEGATE,
                        "act",
                        Map.of("sub", "bot", "iss", foreign.uri().toString())));
        assertThat(claims.getClaims()).containsEntry("scope", "profile").doesNotContainKey("tsid");
        assertThat(claims.getExpirationTime()).isEqualTo(in(300));
    }

    @Test
    void itsScopesMayBeInEitherClaimAndNothingElseIsToBeHad() throws Exception {
        for (Object scp : List.of(List.of("profile"), "profile")) {
            Map<String, String> form =
                    request(foreign.token(claims -> claims.claim("scope", null).claim("scp", scp)));
            form.put("scope", "profile");
            assertThat(claims(exchanged(world, DELEGATE, form)).getClaims()).containsEntry("scope", "profile");
            form.put("scope", "openid");
            assertRefused(ask(world, DELEGATE, form), "invalid_scope");
        }
    }

    @Test
    void itsTimesCountToTheSecondAndItsClockMayBeAMinuteAhead() {
        assertExchanged(claims -> claims.expirationTime(in(1)));
        assertRefused(exchange(claims -> claims.expirationTime(in(0))), "invalid_request");
        assertRefused(exchange(claims -> claims.expirationTime(null)), "invalid_request");
        assertExchanged(claims -> claims.notBeforeTime(in(60)).issueTime(in(60)));
        assertRefused(exchange(claims -> claims.notBeforeTime(in(61))), "invalid_request");
        assertRefused(exchange(claims -> claims.issueTime(in(61))), "invalid_request");
    }

    @Test
    void whatIsNoAccessTokenForUsIsRefused() {
        assertRefused(exchange(claims -> claims.audience("https://elsewhere.example.com/")), "invalid_request");
        assertRefused(exchange(claims -> claims.issuer("https://unknown.example.com")), "invalid_request");
        assertRefused(exchange(claims -> claims.subject("")), "invalid_request");
        assertRefused(exchange(claims -> claims.subject(null)), "invalid_request");
        assertRefused(exchange(claims -> claims.subject("x".repeat(2048))), "invalid_request");
        assertRefused(exchange(claims -> claims.claim("at_hash", "x")), "invalid_request");
        assertRefused(exchange(claims -> claims.claim("c_hash", "x")), "invalid_request");
        assertRefused(exchange(claims -> claims.claim("scope", "a\"b")), "invalid_request");
        assertRefused(exchange(claims -> claims.claim("act", "bot")), "invalid_request");
        JWTClaimsSet fine = new JWTClaimsSet.Builder()
                .issuer(foreign.uri().toString())
                .subject("alice")
                .audience(ForeignIssuer.AUDIENCE)
                .expirationTime(in(60))
                .claim("azp", "agent")
                .build();
        JWK stranger = ForeignIssuer.ec(Curve.P_256, JWSAlgorithm.ES256, "k1");
        for (String token : List.of(
                new PlainJWT(fine).serialize(),
                ForeignIssuer.sign(fine, "JWT", stranger),
                ForeignIssuer.sign(fine, "oauth-id-jag+jwt", foreign.key()),
                ForeignIssuer.sign(fine, "dpop+jwt", foreign.key()))) {
            assertRefused(ask(world, DELEGATE, request(token)), "invalid_request");
        }
        String typed = ForeignIssuer.sign(fine, "application/at+jwt", foreign.key());
        assertThat(ask(world, DELEGATE, request(typed)).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyTrustedActorsAndTheIssuersDelegatesExchange() {
        assertRefused(exchange(claims -> claims.claim("azp", "other")), "invalid_grant");
        assertExchanged(claims -> claims.claim("azp", "other").claim("vip", "yes"));
        assertRefused(exchange(claims -> claims.claim("azp", DELEGATE).claim("client_id", DELEGATE)), "invalid_grant");
        String token = foreign.token(UnaryOperator.identity());
        assertRefused(ask(world, "second", request(token)), "invalid_grant");
    }

    @Test
    void mayActIsNotHeededUnlessTheIssuerIsTrustedToSaySo() {
        assertRefused(exchange(claims -> claims.claim("may_act", mayAct(DELEGATE))), "invalid_grant");
        try (World heeding = heeding()) {
            assertThat(ask(
                                    heeding,
                                    "second",
                                    request(foreign.token(claims -> claims.claim("azp", "other")
                                            .claim("may_act", Map.of("sub", "second", "iss", issuer(heeding))))))
                            .statusCode())
                    .isEqualTo(200);
            for (Object said : List.of(
                    Map.of("sub", "second", "iss", issuer(heeding)),
                    Map.of("sub", DELEGATE),
                    Map.of("sub", DELEGATE, "iss", foreign.uri().toString()),
                    DELEGATE)) {
                String token = foreign.token(claims -> claims.claim("may_act", said));
                assertRefused(ask(heeding, DELEGATE, request(token)), "invalid_grant");
            }
        }
    }

    private Map<String, String> mayAct(String delegate) {
        return Map.of("sub", delegate, "iss", issuer(world));
    }

    private static String issuer(World of) {
        return of.server.issuer().toString();
    }

    private World heeding() {
        return new World(builder -> builder.audience(new Resource(World.API))
                .delegatesOnLoopback()
                .delegate(delegate(DELEGATE, AllowList.ANY))
                .delegate(delegate("second", AllowList.ANY))
                .trustedIssuer(TrustedIssuer.of(foreign.uri()).forSubjects(POLICY.heedingMayAct())));
    }

    @Test
    void everyAlgorithmButThoseWithoutAPublicKeyCounts() {
        List<JWK> keys = List.of(
                ForeignIssuer.ec(Curve.P_384, JWSAlgorithm.ES384, "e3"),
                ForeignIssuer.ec(Curve.P_521, JWSAlgorithm.ES512, "e5"),
                ForeignIssuer.rsa(2048, JWSAlgorithm.RS256, "r2"),
                ForeignIssuer.rsa(2048, JWSAlgorithm.PS512, "p5"));
        for (JWK key : keys) {
            foreign.rotate(key);
            world.clock.advance(Duration.ofSeconds(30));
            assertExchanged(claims -> claims.issueTime(in(0)).expirationTime(in(60)));
        }
        foreign.rotate(ForeignIssuer.rsa(1024, JWSAlgorithm.RS256, "weak"));
        world.clock.advance(Duration.ofSeconds(30));
        assertRefused(exchange(claims -> claims.issueTime(in(0)).expirationTime(in(60))), "invalid_request");
    }

    @Test
    void keysAreAskedForAgainAfterFiveMinutesAndForAnUnknownOneAfterHalfAMinute() {
        UnaryOperator<JWTClaimsSet.Builder> now =
                claims -> claims.issueTime(in(0)).expirationTime(in(60));
        assertExchanged(now);
        world.clock.advance(Duration.ofSeconds(299));
        assertExchanged(now);
        assertThat(foreign.asked).hasValue(1);
        world.clock.advance(Duration.ofSeconds(1));
        assertExchanged(now);
        assertThat(foreign.asked).hasValue(2);
        foreign.rotate(ForeignIssuer.ec(Curve.P_256, JWSAlgorithm.ES256, "k2"));
        world.clock.advance(Duration.ofSeconds(29));
        assertRefused(exchange(now), "invalid_request");
        assertThat(foreign.asked).hasValue(2);
        world.clock.advance(Duration.ofSeconds(1));
        assertExchanged(now);
        assertThat(foreign.asked).hasValue(3);
    }

    @Test
    void anIssuerThatFailsIsLeftInPeaceAndItsTokensAreNotRefused() {
        foreign.broken = true;
        UnaryOperator<JWTClaimsSet.Builder> now =
                claims -> claims.issueTime(in(0)).expirationTime(in(60));
        assertThat(exchange(now).statusCode()).isEqualTo(503);
        foreign.broken = false;
        world.clock.advance(Duration.ofSeconds(29));
        assertThat(exchange(now).statusCode()).isEqualTo(503);
        assertThat(foreign.asked).hasValue(0);
        world.clock.advance(Duration.ofSeconds(1));
        assertExchanged(now);
        foreign.broken = true;
        world.clock.advance(Duration.ofMinutes(59));
        assertExchanged(now);
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(exchange(now).statusCode()).isEqualTo(503);
    }

    @Test
    void ed25519IsAmongItsAlgorithms() {
        JWK key = SigningAlgorithm.EDDSA.makeKey();
        JWK other = SigningAlgorithm.EDDSA.makeKey();
        foreign.rotate(key);
        assertThat(ask(world, DELEGATE, request(signed(key))).statusCode()).isEqualTo(200);
        assertRefused(ask(world, DELEGATE, request(signed(other))), "invalid_request");
        foreign.rotate(
                new OctetKeyPair.Builder(Curve.Ed25519, other.toOctetKeyPair().getX())
                        .keyID(key.getKeyID())
                        .build());
        world.clock.advance(Duration.ofMinutes(5));
        assertRefused(ask(world, DELEGATE, request(signed(key))), "invalid_request");
    }

    private String signed(JWK key) {
        return new TokenSigner(new GivenSigningKeys(key, List.of()))
                .sign(
                        JOSEObjectType.JWT,
                        algorithm -> new JWTClaimsSet.Builder()
                                .issuer(foreign.uri().toString())
                                .subject("alice")
                                .audience(ForeignIssuer.AUDIENCE)
                                .expirationTime(in(60))
                                .claim("azp", "agent")
                                .build());
    }

    @Test
    void tooManyKeysAreNone() {
        foreign.copies = 101;
        assertThat(exchange(UnaryOperator.identity()).statusCode()).isEqualTo(503);
    }

    @Test
    void aRevokedForeignUserNeedsAnotherTokenOfItsIssuer() {
        Instant before = world.clock.instant();
        world.clock.advance(Duration.ofSeconds(10));
        BulkOutcome outcome = world.server.revocations().revokeSubject(new Subject(foreign.uri() + "#alice"));
        assertThat(outcome).isInstanceOf(BulkOutcome.Complete.class);
        world.clock.advance(Duration.ofSeconds(10));
        assertRefused(exchange(claims -> claims.issueTime(Date.from(before))), "invalid_grant");
        assertRefused(exchange(claims -> claims.issueTime(null)), "invalid_grant");
        assertExchanged(claims -> claims.issueTime(in(0)));
    }
}
