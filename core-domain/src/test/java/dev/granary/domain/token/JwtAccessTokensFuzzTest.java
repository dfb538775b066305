package dev.granary.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.domain.key.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** No text but one that was signed here is an access token, and none does more than not to be recognised. */
class JwtAccessTokensFuzzTest {

    /** Never to change: what was found is signed with it. */
    private static final ECKey KEY = new ECKey.Builder(
                    Curve.P_256,
                    new Base64URL("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                    new Base64URL("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))
            .d(new Base64URL("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"))
            .algorithm(JWSAlgorithm.ES256)
            .keyID("signer")
            .build();

    private static final String CLAIMS = "{\"iss\":\"https://auth.example\",\"sub\":\"alice\",\"exp\":1893459600,"
            + "\"jti\":\"AAECAwQFBgcICQoLDA0ODwAAAAEAAAAAAAAAAAAAAAA\",\"scope\":\"openid\","
            + "\"act\":{\"sub\":\"agent\"}}";

    private final JwtAccessTokens tokens = new JwtAccessTokens("https://auth.example", new OneKey(), new Random(1));

    private record OneKey() implements SigningKeys {

        @Override
        public JWK current() {
            return KEY;
        }

        @Override
        public List<JWK> published() {
            return List.of(KEY.toPublicJWK());
        }

        @Override
        public Optional<JWK> find(String kid) {
            return published().stream()
                    .filter(key -> kid.equals(key.getKeyID()))
                    .findFirst();
        }
    }

    static Stream<String> signed() {
        String header = "{\"kid\":\"signer\",\"typ\":\"at+jwt\",\"alg\":\"ES256\"}";
        return Stream.of(
                Base64URL.encode(header) + "." + Base64URL.encode(CLAIMS) + "." + Base64URL.encode(new byte[64]),
                Base64URL.encode("{\"alg\":\"none\"}") + "." + Base64URL.encode(CLAIMS) + ".",
                CLAIMS);
    }

    static Stream<byte[]> seeds() {
        return signed().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyWhatWasSignedIsRecognised(byte[] bytes) throws JOSEException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(tokens.parse(text)).isEmpty();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                .keyID("signer")
                .build();
        JWSObject jws = new JWSObject(header, new Payload(text));
        jws.sign(new ECDSASigner(KEY));
        tokens.parse(jws.serialize())
                .ifPresent(found -> assertThat(found.generation()).isNotNegative());
        act(text);
    }

    private static void act(String text) {
        Map<String, Object> members;
        try {
            members = JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            return;
        }
        try {
            Actor actor = Actor.read(Optional.ofNullable(members.get("act")).orElse(""));
            assertThat(Actor.read(actor.toClaim())).isEqualTo(actor);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("\u0000");
        }
    }
}
