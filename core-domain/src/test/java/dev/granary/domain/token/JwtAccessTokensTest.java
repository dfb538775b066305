package dev.granary.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.client.ClientId;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.user.Profile;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.record.Revision;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.token.AccessToken;
import dev.granary.user.Subject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JwtAccessTokensTest {

    private static final String ISSUER = "https://auth.example";
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.999999Z");
    private static final SortedSet<Resource> RESOURCES = new TreeSet<>(List.of(new Resource("https://api.example/")));

    private final SecureRandom random = new SecureRandom();
    private final ECKey key = key("signer");
    private final JwtAccessTokens tokens = new JwtAccessTokens(ISSUER, keys(key), random);
    private final SessionId session = SessionId.random(random);
    private final Grant grant = grant();

    @Test
    void itSaysWhatRfc9068AsksFor() throws Exception {
        SignedJWT jwt = SignedJWT.parse(issue());
        assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("signer");
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getAudience()).containsExactly("https://api.example/");
        assertThat(claims.getIssueTime()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(claims.getExpirationTime()).isEqualTo("2030-01-01T01:00:00Z");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("client");
        assertThat(claims.getStringClaim("scope")).isEqualTo("email openid");
        assertThat(claims.getStringClaim("tsid")).isEqualTo(session.value());
        assertThat(claims.getJWTID()).hasSize(43);
    }

    @Test
    void itSaysWhoActs() throws Exception {
        AccessTokens.Ticket ticket = new AccessTokens.Ticket(
                Scopes.NONE, RESOURCES, NOW, NOW.plusSeconds(3600), Optional.of(Actor.of("agent")), Profile.UNKNOWN);
        SignedJWT jwt = SignedJWT.parse(tokens.issue(grant, ticket));
        assertThat(jwt.getJWTClaimsSet().getClaim("act")).isEqualTo(Map.of("sub", "agent"));
        assertThat(SignedJWT.parse(issue()).getJWTClaimsSet().getClaim("act")).isNull();
    }

    @Test
    void itLeadsBackToItsGrantAndNeverOutlivesWhatWasAllowed() {
        assertThat(tokens.parse(issue()))
                .contains(new AccessToken(grant.id(), 0, Instant.parse("2030-01-01T01:00:00Z")));
    }

    @Test
    void twoOfTheSameGrantDiffer() {
        assertThat(issue()).isNotEqualTo(issue());
    }

    @Test
    void withoutAResourceItIsForTheIssuerItself() throws Exception {
        String value =
                tokens.issue(grant, new AccessTokens.Ticket(Scopes.NONE, new TreeSet<>(), NOW, NOW.plusSeconds(3600)));
        JWTClaimsSet claims = SignedJWT.parse(value).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(ISSUER);
        assertThat(claims.getClaims()).doesNotContainKey("scope");
    }

    @Test
    void nothingElseIsRecognised() throws Exception {
        String genuine = issue();
        SignedJWT jwt = SignedJWT.parse(genuine);
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        List<String> foreign = List.of(
                "",
                "a.b.c",
                genuine.substring(0, genuine.length() - 8),
                "x".repeat(20_000),
                new PlainJWT(claims).serialize(),
                signed(claims, "at+jwt", key("signer")),
                signed(claims, "JWT", key),
                signed(claims, "at+jwt", key("stranger")),
                signed(new JWTClaimsSet.Builder(claims).issuer("https://other").build(), "at+jwt", key),
                signed(new JWTClaimsSet.Builder(claims).jwtID("short").build(), "at+jwt", key),
                signed(new JWTClaimsSet.Builder(claims).expirationTime(null).build(), "at+jwt", key),
                signedWithThePublicKey(claims));
        for (String value : foreign) {
            assertThat(tokens.parse(value)).as(value).isEmpty();
        }
        assertThat(tokens.parse(signed(claims, "at+jwt", key))).isPresent();
    }

    private String issue() {
        return tokens.issue(
                grant, new AccessTokens.Ticket(Scopes.of("openid", "email"), RESOURCES, NOW, NOW.plusSeconds(3600)));
    }

    private static String signed(JWTClaimsSet claims, String type, ECKey with) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .keyID(with.getKeyID())
                        .build(),
                claims);
        jwt.sign(new ECDSASigner(with));
        return jwt.serialize();
    }

    /** The old trick: the public key taken for an HMAC secret. */
    private String signedWithThePublicKey(JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("signer")
                        .build(),
                claims);
        jwt.sign(new MACSigner(key.toPublicKey().getEncoded()));
        return jwt.serialize();
    }

    private Grant grant() {
        Granted granted = Granted.of(new ClientId("client"), new Subject("alice"), Scopes.of("openid", "email"), NOW)
                .inSession(session)
                .forResources(RESOURCES);
        Opening opening =
                new Opening(GrantId.random(random), granted, NOW, NOW.plusSeconds(7200), Revision.random(random));
        return Grant.openWithoutChain(opening, NOW.plusSeconds(3600), GrantPolicy.DEFAULT);
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID(kid)
                    .generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKeys keys(ECKey only) {
        return new SigningKeys() {
            @Override
            public JWK current() {
                return only;
            }

            @Override
            public List<JWK> published() {
                return List.of(only.toPublicJWK());
            }

            @Override
            public Optional<JWK> find(String kid) {
                return published().stream()
                        .filter(key -> kid.equals(key.getKeyID()))
                        .findFirst();
            }
        };
    }
}
