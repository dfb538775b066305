package dev.granary.cli.settings;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.granary.domain.key.SigningAlgorithm;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Private keys in PEM files (RFC 7468): RSA in PKCS#1 or PKCS#8, EC on P-256, P-384 or P-521 in SEC 1 or PKCS#8, Ed25519
 * in PKCS#8. Not encrypted: the file's rights protect it. The key's id is its thumbprint (RFC 7638).
 */
final class PemKeys {

    private PemKeys() {}

    /** @throws IllegalArgumentException if it is no such key; the message tells nothing of the file's text */
    static JWK read(Path path) {
        AsymmetricKeyParameter key;
        try {
            key = parse(Files.readString(path, StandardCharsets.US_ASCII));
        } catch (IOException | RuntimeException e) {
            // What a parser says may quote the key.
            throw new IllegalArgumentException(
                    "expected a file with a private key in PEM, not encrypted, that this user can read", e);
        }
        JWK jwk = jwk(key).orElseThrow(PemKeys::unfit);
        if (SigningAlgorithm.of(jwk).isEmpty()) {
            throw unfit();
        }
        return jwk;
    }

    private static AsymmetricKeyParameter parse(String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object read = parser.readObject();
            while (read != null) {
                if (read instanceof PEMKeyPair pair) {
                    return PrivateKeyFactory.createKey(pair.getPrivateKeyInfo());
                }
                if (read instanceof PrivateKeyInfo info) {
                    return PrivateKeyFactory.createKey(info);
                }
                // OpenSSL puts the curve's parameters in front.
                read = parser.readObject();
            }
            throw new IOException("no private key in the file");
        }
    }

    private static Optional<JWK> jwk(AsymmetricKeyParameter key) {
        try {
            if (key instanceof RSAPrivateCrtKeyParameters rsa) {
                return Optional.of(rsa(rsa));
            }
            if (key instanceof ECPrivateKeyParameters ec) {
                return ec(ec);
            }
            if (key instanceof Ed25519PrivateKeyParameters edwards) {
                return Optional.of(new OctetKeyPair.Builder(
                                Curve.Ed25519,
                                Base64URL.encode(edwards.generatePublicKey().getEncoded()))
                        .d(Base64URL.encode(edwards.getEncoded()))
                        .algorithm(SigningAlgorithm.EDDSA.jose())
                        .keyUse(KeyUse.SIGNATURE)
                        .keyIDFromThumbprint()
                        .build());
            }
            return Optional.empty();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JWK rsa(RSAPrivateCrtKeyParameters key) throws JOSEException {
        return new RSAKey.Builder(number(key.getModulus()), number(key.getPublicExponent()))
                .privateExponent(number(key.getExponent()))
                .firstPrimeFactor(number(key.getP()))
                .secondPrimeFactor(number(key.getQ()))
                .firstFactorCRTExponent(number(key.getDP()))
                .secondFactorCRTExponent(number(key.getDQ()))
                .firstCRTCoefficient(number(key.getQInv()))
                .algorithm(SigningAlgorithm.RS256.jose())
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint()
                .build();
    }

    private static Optional<JWK> ec(ECPrivateKeyParameters key) throws JOSEException {
        int bits = key.getParameters().getCurve().getFieldSize();
        Optional<Curve> curve = Arrays.asList(Curve.P_256, Curve.P_384, Curve.P_521).stream()
                .filter(known -> known.toECParameterSpec()
                        .getOrder()
                        .equals(key.getParameters().getN()))
                .findFirst();
        if (curve.isEmpty()) {
            return Optional.empty();
        }
        ECPoint point = key.getParameters().getG().multiply(key.getD()).normalize();
        ECKey jwk = new ECKey.Builder(
                        curve.get(),
                        ECKey.encodeCoordinate(bits, point.getAffineXCoord().toBigInteger()),
                        ECKey.encodeCoordinate(bits, point.getAffineYCoord().toBigInteger()))
                .d(ECKey.encodeCoordinate(bits, key.getD()))
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint()
                .build();
        return Optional.of(jwk);
    }

    private static Base64URL number(BigInteger value) {
        return Base64URL.encode(value);
    }

    private static IllegalArgumentException unfit() {
        return new IllegalArgumentException(
                "expected RSA with 2,048 bits or more, EC on P-256, P-384 or P-521, or Ed25519");
    }
}
