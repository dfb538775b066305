package dev.granary.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JwtSignatureTest {

    private static final Map<SigningAlgorithm, JWK> KEYS = Arrays.stream(SigningAlgorithm.values())
            .collect(Collectors.toMap(Function.identity(), one -> one.makeKey()));

    private static JwtSignature madeWith(JWK key) throws ParseException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("alice").build();
        return new JwtSignature(SignedJWT.parse(
                new TokenSigner(new GivenSigningKeys(key, List.of())).sign(JOSEObjectType.JWT, algorithm -> claims)));
    }

    @Test
    void itIsOfTheKeyThatMadeItAndOfNoOther() throws ParseException {
        JWK stranger = SigningAlgorithm.EDDSA.makeKey();
        for (JWK key : KEYS.values()) {
            JwtSignature signature = madeWith(key);
            assertThat(KEYS.values())
                    .filteredOn(one -> signature.isMadeWith(one.toPublicJWK()))
                    .containsExactly(key);
            assertThat(signature.isMadeWith(stranger.toPublicJWK())).isFalse();
        }
    }

    @Test
    void aKeyThatIsNoneMadeNothing() throws ParseException {
        JwtSignature signature = madeWith(SigningAlgorithm.EDDSA.makeKey());
        for (int length : new int[] {0, 31, 33}) {
            Base64URL x = Base64URL.encode(new byte[length]);
            assertThat(signature.isMadeWith(new OctetKeyPair.Builder(Curve.Ed25519, x).build()))
                    .isFalse();
        }
        Base64URL x = Base64URL.encode(new byte[57]);
        assertThat(signature.isMadeWith(new OctetKeyPair.Builder(Curve.Ed448, x).build()))
                .isFalse();
    }
}
