package dev.granary.http.delegation;

import static dev.granary.http.delegation.Delegation.assertRefused;
import static dev.granary.http.delegation.Delegation.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.http.fixture.ForeignIssuer;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import dev.granary.scope.Resource;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JB-01 to JB-05, JT-02 to JT-05. */
class BearerGrantTest {

    private static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String OTHER = "https://other.example.com/";

    private final ForeignIssuer foreign = new ForeignIssuer(new SetClock());
    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .audience(new Resource(OTHER))
            .trustedIssuer(TrustedIssuer.of(foreign.uri())
                    .withKeysAt(URI.create(foreign.uri() + "/jwks"))
                    .forAssertions(BearerPolicy.of(Map.of("alice", Set.of(new Resource(World.API)))))));

    @AfterEach
    void close() {
        world.close();
        foreign.close();
    }

    private Map<String, String> request(UnaryOperator<JWTClaimsSet.Builder> changes) {
        String assertion = foreign.token(claims -> changes.apply(
                claims.audience(world.at("/oauth/token").toString()).jwtID("j1")));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", TYPE);
        form.put("assertion", assertion);
        form.put("resource", World.API);
        return form;
    }

    private Map<String, String> request() {
        return request(UnaryOperator.identity());
    }

    private Date in(long seconds) {
        return Date.from(world.clock.instant().plusSeconds(seconds));
    }

    @Test
    void whoHasAnAssertionNeedsNoClient() throws Exception {
        Map<String, String> form = request();
        form.put("scope", "openid");
        Map<String, Object> answer = World.json(world.token(form));
        assertThat(answer)
                .containsEntry("expires_in", 900L)
                .doesNotContainKeys("refresh_token", "scope", "issued_token_type");
        String token = String.valueOf(answer.get("access_token"));
        JWTClaimsSet claims = claims(token);
        assertThat(claims.getSubject()).isEqualTo(foreign.uri() + "#alice");
        assertThat(claims.getAudience()).containsExactly(World.API);
        assertThat(claims.getClaims())
                .containsEntry("client_id", "synthetic:" + foreign.uri())
                .doesNotContainKeys("tsid", "scope", "act");
        assertThat(world.introspect(World.RESOURCE_SERVER, token)).containsEntry("active", true);
    }

    @Test
    void anAssertionIsUsedOnce() {
        assertThat(world.token(request()).statusCode()).isEqualTo(200);
        assertRefused(world.token(request()), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.claim("more", "x"))), "invalid_grant");
        assertThat(world.token(request(claims -> claims.jwtID("j2"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAssertionWithoutAnIdIsKnownByWhatItsIssuerSigned() throws Exception {
        Map<String, String> form = request(claims -> claims.jwtID(null));
        Map<String, String> twin = new LinkedHashMap<>(form);
        twin.put("assertion", resigned(String.valueOf(form.get("assertion"))));
        assertThat(world.token(twin).statusCode()).isEqualTo(200);
        assertRefused(world.token(twin), "invalid_grant");
        assertRefused(world.token(form), "invalid_grant");
        assertThat(world.token(request(claims -> claims.jwtID(null).claim("more", "x")))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String resigned(String assertion) throws Exception {
        JWSObject signed = JWSObject.parse(assertion);
        byte[] signature = signed.getSignature().decode();
        byte[] r = Arrays.copyOf(signature, 32);
        BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] other = order.subtract(s).toByteArray();
        byte[] twin = Arrays.copyOf(r, 64);
        int length = Math.min(32, other.length);
        System.arraycopy(other, other.length - length, twin, 64 - length, length);
        return assertion.substring(0, assertion.lastIndexOf('.') + 1) + Base64URL.encode(twin);
    }

    @Test
    void ofManyAtOnceOneGetsAToken() throws Exception {
        Map<String, String> form = request();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> ask = () -> world.token(form).statusCode();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : pool.invokeAll(Collections.nCopies(16, ask))) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatTheIssuersPolicyDoesNotAllowIsRefused() {
        assertRefused(world.token(request(claims -> claims.subject("bob"))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.audience(World.API))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.issueTime(null))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.expirationTime(null))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.expirationTime(in(0)))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.expirationTime(in(301)))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.claim("nonce", "n"))), "invalid_grant");
        assertRefused(world.token(request(claims -> claims.issuer("https://nobody.example.com"))), "invalid_grant");
        Map<String, String> form = request();
        form.put("resource", OTHER);
        assertRefused(world.token(form), "invalid_target");
        form.put("resource", "not-absolute");
        assertRefused(world.token(form), "invalid_target");
        form.put("resource", "");
        assertRefused(world.token(form), "invalid_request");
        form.put("resource", World.API);
        assertThat(world.token(form).statusCode())
                .as("nothing of that used it up")
                .isEqualTo(200);
    }

    @Test
    void aResourceIsNotNamedTwice() {
        String twice = "&resource=" + World.API + "&resource=" + World.API;
        String body = "grant_type=" + TYPE.replace(":", "%3A") + "&assertion="
                + request().get("assertion") + twice;
        assertRefused(
                world.post("/oauth/token", "application/x-www-form-urlencoded", body, Map.of()), "invalid_request");
    }

    @Test
    void anAssertionTypedAsSomethingElseIsNone() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(foreign.uri().toString())
                .subject("alice")
                .audience(world.at("/oauth/token").toString())
                .issueTime(in(0))
                .expirationTime(in(60))
                .build();
        Map<String, String> form = request();
        for (String type : List.of("oauth-id-jag+jwt", "at+jwt", "dpop+jwt")) {
            form.put("assertion", ForeignIssuer.sign(claims, type, foreign.key()));
            assertRefused(world.token(form), "invalid_grant");
        }
        form.put("assertion", "nonsense");
        assertRefused(world.token(form), "invalid_grant");
        form.put("assertion", "");
        assertRefused(world.token(form), "invalid_request");
    }

    @Test
    void aClientThatProvesItselfMayNot() {
        Map<String, String> form = request();
        HttpResponse<String> answer = world.post("/oauth/token", form, World.basic(World.WEB, World.CLIENT_SECRET));
        assertRefused(answer, "unauthorized_client");
        assertThat(world.post("/oauth/token", form, World.basic(World.WEB, "wrong"))
                        .statusCode())
                .isEqualTo(401);
        form.put("client_id", World.PUBLIC);
        assertRefused(world.token(form), "unauthorized_client");
        form.put("client_id", "synthetic:" + foreign.uri());
        assertRefused(world.token(form), "invalid_client");
        form.remove("client_id");
        assertThat(world.token(form).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assertions.insert", "grants.insert"})
    void aStorageThatFailsIsNoRefusalAndNeverASecondToken(String where) {
        world.storage.failAt(where, StorageUnavailableException::new);
        assertThat(world.token(request()).statusCode()).isEqualTo(503);
        world.storage.failAt(where, OutcomeUnknownException::new);
        assertThat(world.token(request(claims -> claims.jwtID("j2"))).statusCode())
                .isIn(503, 400);
        world.storage.heal();
        HttpResponse<String> again = world.token(request());
        assertThat(again.statusCode()).isEqualTo(where.startsWith("assertions") ? 200 : 400);
    }
}
