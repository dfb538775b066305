package dev.granary.http.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever another issuer signs, it is exchanged (RFC 8693), taken for a grant (RFC 7523), or refused. */
class ForeignFuzzTest {

    private static final String HEAD = """
            POST /oauth/token HTTP/1.1
            Host: as
            Content-Length: {length}
            Content-Type: application/x-www-form-urlencoded
            """;
    private static final String EXCHANGE = HEAD + "Authorization: Basic {delegate}\n\n"
            + "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&subject_token=";
    private static final String BEARER = HEAD + "\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
            + "&resource=https%3A%2F%2Fapi.example.com%2F&assertion=";
    private static final Grounds GROUNDS = new Grounds();

    @AfterAll
    static void close() {
        GROUNDS.close();
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"iss\":\"ISSUER\",\"sub\":\"alice\",\"aud\":\"https://api.example.com/\",\"exp\":1795521900,"
                                + "\"iat\":1795521600,\"azp\":\"agent\",\"scope\":\"openid\",\"may_act\":{\"sub\":\"delegate\"},"
                                + "\"act\":{\"sub\":\"x\",\"act\":{\"sub\":\"y\",\"iss\":\"z\"}}}",
                        "{\"iss\":\"ISSUER\",\"sub\":\"alice\",\"aud\":[\"SERVER/oauth/token\"],\"exp\":1795521900,"
                                + "\"iat\":1795521600,\"nbf\":1795521600,\"jti\":\"j\",\"scp\":[\"openid\",\"profile\"]}",
                        "{\"iss\":\"ISSUER\",\"aud\":null,\"exp\":\"1\",\"iat\":-1e9,\"jti\":\"\",\"scp\":7,\"act\":[]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatItSignsIsTakenOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        GROUNDS.bear(ground -> bear(ground, text));
    }

    private static void bear(Ground ground, String text) {
        Live live = ground.live();
        String claims = text.replace("ISSUER", ground.foreign().uri().toString())
                .replace("SERVER", ground.world().at("").toString());
        String token = Signed.text(claims, (ECKey) ground.foreign().key());
        ground.send(Script.sent(EXCHANGE + token, live), live);
        ground.send(Script.sent(BEARER + token, live), live);
        ground.requireNoComplaint(live);
    }
}
