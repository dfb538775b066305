package dev.granary.http.trust;

import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.domain.key.JwtSignature;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies tokens of the issuers that are trusted (RFC 7523 section 3, RFC 8725). Safe for threads. */
public final class TrustedIssuers {

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int LONGEST = 16_384;
    private static final int LEAST_RSA_BITS = 2048;
    private static final Set<String> OF_ID_TOKENS = Set.of("at_hash", "c_hash", "s_hash", "nonce");

    private final Map<String, TrustedIssuer> issuers;
    private final Map<String, IssuerKeys> keys;
    private final InstantSource clock;

    /** Trusts these. */
    public TrustedIssuers(List<TrustedIssuer> trusted, InstantSource clock) {
        this.issuers =
                trusted.stream().collect(Collectors.toMap(one -> one.issuer().toString(), Function.identity()));
        this.keys = trusted.stream()
                .collect(Collectors.toMap(
                        one -> one.issuer().toString(),
                        one -> new IssuerKeys(one, new IssuerDocuments(one)::keys, clock)));
        this.clock = clock;
    }

    /**
     * Verifies a token.
     *
     * @param types the {@code typ} it may have, in lower case; it may also have none
     * @return empty unless an issuer that is trusted made it for now, for somebody, and not as an ID token
     * @throws IssuerUnavailableException if the issuer's keys are not to be had
     */
    public Optional<Vouched> verify(String token, Set<String> types) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean worthwhile = isOfType(jwt, types) && isAboutSomebody(claims) && claims.getExpirationTime() != null;
            return find(claims)
                    .filter(known -> worthwhile && isTimely(claims) && isGenuine(known, jwt))
                    .map(known ->
                            new Vouched(known, claims, new String(jwt.getSigningInput(), StandardCharsets.US_ASCII)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it is of such a type or of none, and no ID token. */
    static boolean isOfType(SignedJWT jwt, Set<String> types) throws ParseException {
        boolean known = Optional.ofNullable(jwt.getHeader().getType())
                .map(type -> type.getType().toLowerCase(Locale.ROOT).replaceFirst("^application/", ""))
                .map(types::contains)
                .orElse(true);
        Set<String> claims = jwt.getJWTClaimsSet().getClaims().keySet();
        return known && claims.stream().noneMatch(OF_ID_TOKENS::contains);
    }

    /** All of them. */
    Collection<TrustedIssuer> all() {
        return issuers.values();
    }

    /** The one that these claims name. */
    Optional<TrustedIssuer> find(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getIssuer()).map(issuers::get);
    }

    private static boolean isAboutSomebody(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getSubject())
                .filter(subject -> !subject.isBlank())
                .isPresent();
    }

    /** Whether every time that they say fits. */
    boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant soon = now.plus(LEEWAY);
        return claims.getAudience().stream().noneMatch(Objects::isNull)
                && at(claims.getExpirationTime())
                        .filter(end -> !now.isBefore(end))
                        .isEmpty()
                && at(claims.getNotBeforeTime()).filter(soon::isBefore).isEmpty()
                && at(claims.getIssueTime()).filter(soon::isBefore).isEmpty();
    }

    private static Optional<Instant> at(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    /** Whether this issuer signed it. @throws IssuerUnavailableException if its keys are not to be had */
    boolean isGenuine(TrustedIssuer issuer, SignedJWT jwt) {
        return new JwtSignature(jwt).isAsymmetric() && isSigned(issuer, jwt);
    }

    private boolean isSigned(TrustedIssuer issuer, SignedJWT jwt) {
        return Optional.ofNullable(keys.get(issuer.issuer().toString())).stream()
                .flatMap(known -> known.candidates(jwt.getHeader()).stream())
                .filter(key -> !KeyType.RSA.equals(key.getKeyType()) || key.size() >= LEAST_RSA_BITS)
                .anyMatch(new JwtSignature(jwt)::isMadeWith);
    }
}
