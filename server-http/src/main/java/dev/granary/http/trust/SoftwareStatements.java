package dev.granary.http.trust;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies software statements (RFC 7591 section 2.3). Safe for threads. */
public final class SoftwareStatements {

    private static final int LONGEST = 16_384;
    private static final Set<String> TYPES = Set.of("jwt", "software-statement+jwt");
    private static final Set<String> ABOUT_ITSELF = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final TrustedIssuers issuers;
    private final Set<String> audiences;

    /**
     * Trusts those of these issuers that are trusted for statements.
     *
     * @param audiences what we are called in one that says for whom it is made
     */
    public SoftwareStatements(TrustedIssuers issuers, Set<String> audiences) {
        this.issuers = issuers;
        this.audiences = Set.copyOf(audiences);
    }

    /** Whether anybody is trusted for them. */
    public boolean areTaken() {
        return issuers.all().stream().anyMatch(TrustedIssuer::statements);
    }

    /** Reads one. @throws IssuerUnavailableException if its issuer's keys are not to be had */
    public StatementOutcome read(String statement) {
        if (statement.length() > LONGEST) {
            return new StatementOutcome.Invalid();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(statement);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<TrustedIssuer> issuer = issuers.find(claims).filter(TrustedIssuer::statements);
            if (issuer.isEmpty()) {
                return new StatementOutcome.Unapproved();
            }
            return TrustedIssuers.isOfType(jwt, TYPES)
                            && isForUs(claims)
                            && issuers.isTimely(claims)
                            && issuers.isGenuine(issuer.get(), jwt)
                    ? new StatementOutcome.Vouched(metadata(claims))
                    : new StatementOutcome.Invalid();
        } catch (ParseException e) {
            return new StatementOutcome.Invalid();
        }
    }

    private boolean isForUs(JWTClaimsSet claims) {
        return claims.getAudience().isEmpty() || claims.getAudience().stream().anyMatch(audiences::contains);
    }

    private static Map<String, Object> metadata(JWTClaimsSet claims) {
        Map<String, Object> metadata = new LinkedHashMap<>(claims.getClaims());
        metadata.keySet().removeAll(ABOUT_ITSELF);
        return metadata;
    }
}
