package dev.granary.http.delegation;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.domain.token.LiveToken;
import dev.granary.domain.token.Tokens;
import dev.granary.http.trust.TrustedIssuers;
import dev.granary.http.trust.Vouched;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tokens that are to be exchanged: ours, of which the storage must say that they are live, and those of issuers that
 * are trusted.
 */
final class SubjectTokens {

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

    private final Tokens tokens;
    private final TrustedIssuers issuers;

    SubjectTokens(Tokens tokens, TrustedIssuers issuers) {
        this.tokens = tokens;
        this.issuers = issuers;
    }

    /** One of ours. A refresh token, a code or an ID token is none. */
    Optional<SubjectToken> ours(String token) {
        return tokens.find(token)
                .filter(live -> live.grant().granted().senderKey().isEmpty())
                .flatMap(live -> claims(token).map(claims -> ours(live, claims)));
    }

    /** One of ours or of an issuer that is trusted with subjects. */
    Optional<SubjectToken> any(String token) {
        return ours(token).or(() -> issuers.verify(token, TYPES).flatMap(SubjectTokens::foreign));
    }

    private static SubjectToken ours(LiveToken live, JWTClaimsSet claims) {
        return new SubjectToken(
                live.grant().granted().subject().value(),
                claims,
                live.grant().granted().begunAt(),
                Optional.of(live.grant()),
                Optional.empty());
    }

    /** That no time is said is taken for the earliest: whatever fence stands stops it. */
    private static Optional<SubjectToken> foreign(Vouched vouched) {
        Instant begunAt = Optional.ofNullable(vouched.claims().getIssueTime())
                .map(Date::toInstant)
                .filter(Instant.EPOCH::isBefore)
                .orElse(Instant.EPOCH);
        return vouched.issuer()
                .subjects()
                .filter(policy -> vouched.claims().getAudience().contains(policy.audience()))
                .map(policy -> new SubjectToken(
                        vouched.subject(), vouched.claims(), begunAt, Optional.empty(), Optional.of(vouched.issuer())));
    }

    /** Its signature has been verified already. */
    private static Optional<JWTClaimsSet> claims(String token) {
        try {
            return Optional.of(SignedJWT.parse(token).getJWTClaimsSet());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
