package dev.granary.http.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.granary.http.fixture.ForeignIssuer;
import dev.granary.http.fixture.IdentityProvider;
import dev.granary.http.fixture.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an upstream answers, a login ends, well or with an error for the client, and nothing else happens. */
class UpstreamFuzzTest {

    private static final Duration UNTIL_ALL_IS_ASKED_AGAIN = Duration.ofHours(2);
    private static final ECKey KEY = (ECKey) ForeignIssuer.ec(Curve.P_256, JWSAlgorithm.ES256, "k9");
    private static final Grounds GROUNDS = new Grounds();

    @AfterAll
    static void close() {
        GROUNDS.close();
    }

    /** The first character says what it is that is answered so: metadata, keys, tokens, or the claims of an ID token. */
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "0{\"issuer\":\"ISSUER\",\"authorization_endpoint\":\"ISSUER/authorize\","
                                + "\"token_endpoint\":\"ISSUER/token\",\"jwks_uri\":\"ISSUER/jwks\","
                                + "\"code_challenge_methods_supported\":[\"S256\"],\"scopes_supported\":[\"openid\"]}",
                        "1{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k1\",\"alg\":\"ES256\","
                                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}",
                        "1{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"kid\":\"k1\",\"use\":\"sig\"},"
                                + "{\"kty\":\"oct\",\"k\":\"AQAB\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}]}",
                        "2{\"access_token\":\"a\",\"token_type\":\"bearer\",\"expires_in\":\"10\",\"scope\":\"a b\","
                                + "\"refresh_token\":\"r\",\"id_token\":\"e30.e30.AA\"}",
                        "3{\"iss\":\"ISSUER\",\"sub\":\"alice\",\"aud\":[\"granary\"],\"exp\":1999999999,"
                                + "\"iat\":1795521600,\"nonce\":\"NONCE\",\"azp\":\"granary\",\"auth_time\":1,"
                                + "\"name\":\"A\",\"email\":\"a@b\",\"email_verified\":true}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aLoginEndsWhateverItAnswers(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        GROUNDS.bear(ground -> bear(ground, bytes));
    }

    private static void bear(Ground ground, byte[] bytes) {
        ground.world().clock.advance(UNTIL_ALL_IS_ASKED_AGAIN);
        Live live = ground.live();
        IdentityProvider provider = ground.world().provider;
        String answer = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8)
                .replace("ISSUER", provider.issuer().toString());
        switch (bytes[0]) {
            case '0' -> provider.instead.put("/.well-known/openid-configuration", answer);
            case '1' -> provider.instead.put("/jwks", answer);
            case '2' -> provider.instead.put("/token", answer);
            default -> provider.instead.put("/jwks", new JWKSet(KEY).toString());
        }
        URI authorize = ground.world().authorize(Map.of());
        Reply away = ground.send(request(authorize.getRawPath() + "?" + authorize.getRawQuery(), ""), live);
        if (bytes[0] > '2') {
            String claims = answer.replace("NONCE", away.parameter("nonce"));
            provider.instead.put("/token", tokens(Signed.text(claims, KEY)));
        }
        // Where metadata leads to may be anywhere, and nobody is to be asked there.
        if (bytes[0] != '0') {
            ground.send(request(returned(ground.world(), away), cookie(away)), live);
        }
        provider.behave();
        ground.requireNoComplaint(live);
    }

    private static String returned(World world, Reply away) {
        return "/oauth/callback?code=c&state=" + away.parameter("state") + "&iss=" + world.provider.issuer();
    }

    private static String cookie(Reply away) {
        return "Cookie: granary-login=" + away.cookie("granary-login").orElse("") + "\r\n";
    }

    private static String request(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\nHost: as\r\n" + fields + "\r\n";
    }

    private static String tokens(String idToken) {
        return "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"id_token\":\"" + idToken + "\"}";
    }
}
