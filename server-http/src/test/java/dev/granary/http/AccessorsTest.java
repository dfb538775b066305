package dev.granary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.client.ClientId;
import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.housekeeping.HousekeepingTurn;
import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.Holder;
import dev.granary.http.fixture.Browser;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.World;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.record.Namespace;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.Written;
import dev.granary.replay.AssertionId;
import dev.granary.replay.AssertionKey;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host in the same process gets without a request to the server. */
class AccessorsTest {

    private static final ProviderName CORP = new ProviderName("corp");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theSigningKeysVerifyAccessTokensWithoutARequest() throws Exception {
        SignedJWT token = SignedJWT.parse(String.valueOf(world.tokens().get("access_token")));
        JWK key = world.server.signingKeys().find(token.getHeader().getKeyID()).orElseThrow();

        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(key.isPrivate()).isFalse();
        assertThat(world.server.signingKeys().find("made-up")).isEmpty();
    }

    @Test
    void theSigningKeysAreThoseThatArePublished() throws Exception {
        String published = new Browser().get(world.at("/.well-known/jwks.json")).body();

        assertThat(world.server.signingKeys().published())
                .isEqualTo(JWKSet.parse(published).getKeys());
        assertThat(world.server.signingKeys().current().toPublicJWK())
                .isEqualTo(world.server.signingKeys().published().get(0));
    }

    @Test
    void whatAnUpstreamGaveIsThereAsItIsKeptAndAsItCanBeUsed() {
        JWTClaimsSet claims = world.claims(world.logIn(Map.of()));
        SessionId session = new SessionId(String.valueOf(claims.getClaim("tsid")));
        Holder holder = new Holder(new UserId(claims.getSubject()), new ClientId(World.PUBLIC));

        assertThat(world.server.upstreamTokens().ofSession(session, holder))
                .extracting(kept -> kept.key().provider())
                .containsExactly(CORP);
        assertThat(world.server.upstreamCredentials().valid(new UpstreamTokenKey(session, CORP), holder))
                .isInstanceOf(CredentialOutcome.Valid.class);
        assertThat(world.server.upstreamCredentials()).isSameAs(world.server.upstreamCredentials());
        assertThat(world.server.upstreamAccess()).isSameAs(world.server.upstreamAccess());
    }

    @Test
    void theRegistrationThatALoginMadeAtAnUpstreamIsThere() {
        try (IdentityProvider open = new IdentityProvider(new SetClock());
                World other = new World(List.of(UpstreamProvider.registering(CORP, open.issuer())))) {
            RegistrationKey key = new RegistrationKey(
                    other.server.issuer().toString(),
                    CORP,
                    other.server.issuer() + "/oauth/callback",
                    ScopesHash.of(OpenIdProvider.DEFAULT_SCOPES));
            assertThat(other.server.upstreamRegistrations().current(key)).isEmpty();

            other.logInThrough(1);

            assertThat(other.server.upstreamRegistrations().current(key))
                    .hasValueSatisfying(registration ->
                            assertThat(registration.tokenEndpoint()).isEqualTo(open.issuer() + "/token"));
        }
    }

    @Test
    void aServerIsClosedOnceHoweverOftenAndItsStorageStaysOpen() {
        world.server.close();
        world.server.close();

        assertThat(new Browser().get(world.at("/.well-known/jwks.json")).statusCode())
                .isEqualTo(503);
        assertThat(world.storage.health().ready()).isTrue();
        assertThat(world.server.signingKeys().published()).isNotEmpty();
    }

    @Test
    void aTurnOfHousekeepingGoesOnToTheEndAndOutlivesAFailure() {
        HousekeepingTurn turn = new HousekeepingTurn(world.server.housekeeper());
        int several = world.server.housekeeper().policy().batch() * 2 + 1;
        var assertions = world.storage.in(Namespace.DEFAULT).assertions();
        Instant now = world.clock.instant();
        for (int i = 0; i < several; i++) {
            assertThat(assertions.insert(new AssertionId(
                            new AssertionKey("test", "issuer", "jti-" + i),
                            now,
                            now,
                            Stamp.first(Revision.random(new SecureRandom())))))
                    .isInstanceOf(Written.class);
        }
        world.clock.advance(Duration.ofHours(1));

        world.storage.breakAt("leases.find");
        turn.run();
        assertThat(world.count("assertions")).isEqualTo(several);

        world.storage.heal();
        turn.run();
        assertThat(world.count("assertions")).isZero();
    }
}
