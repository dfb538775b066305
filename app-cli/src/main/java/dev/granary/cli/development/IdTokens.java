package dev.granary.cli.development;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/** Signs ID tokens with a key that lives as long as the process. */
final class IdTokens {

    /** The one algorithm. */
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final URI issuer;
    private final ClientID audience;
    private final InstantSource clock;
    private final ECKey key;

    IdTokens(URI issuer, ClientID audience, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.key = make();
    }

    SignedJWT issue(Codes.Login login) {
        JWSHeader header =
                new JWSHeader.Builder(ALGORITHM).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims(login));
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was made for this", e);
        }
        return token;
    }

    /** Answers with the public key. */
    HTTPResponse publish(HTTPRequest request) {
        HTTPResponse response = Pages.plain(200, new JWKSet(key).toString(true));
        response.setHeader("Content-Type", JWKSet.MIME_TYPE);
        return response;
    }

    private JWTClaimsSet claims(Codes.Login login) {
        Instant now = clock.instant();
        Username user = login.user();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .subject(user.subject())
                .audience(audience.getValue())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("auth_time", now.getEpochSecond())
                .claim("name", user.typed())
                .claim("preferred_username", user.typed());
        Optional.ofNullable(login.request().getNonce()).ifPresent(nonce -> claims.claim("nonce", nonce.getValue()));
        user.email().ifPresent(email -> claims.claim("email", email).claim("email_verified", false));
        return claims.build();
    }

    private static ECKey make() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }
}
