package dev.granary.domain.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.domain.key.Signatures;
import dev.granary.domain.key.SigningKeys;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.scope.Resource;
import dev.granary.session.SessionId;
import dev.granary.token.AccessToken;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Access tokens as signed JWTs (RFC 9068). {@code jti} is the base64url of grant id (16 bytes), generation (4) and random
 * bits (12), so that a token leads to its grant. Whose only audience would be none is meant for the issuer itself. Safe
 * for threads.
 */
public final class JwtAccessTokens implements AccessTokens {

    /** The claim that names the upstream session whose tokens the bearer's grant may use. */
    public static final String SESSION_CLAIM = "tsid";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int GRANT_ID = 16;
    private static final int NOISE = 12;
    private static final int JTI = GRANT_ID + Integer.BYTES + NOISE;
    private static final int LONGEST = 16_384;

    private final String issuer;
    private final Signatures signatures;
    private final RandomGenerator random;

    /**
     * Signs with the current key.
     *
     * @param issuer the {@code iss} claim, exactly as the server's metadata says it
     * @param random a {@link java.security.SecureRandom}
     */
    public JwtAccessTokens(String issuer, SigningKeys keys, RandomGenerator random) {
        this.issuer = issuer;
        this.signatures = new Signatures(keys);
        this.random = random;
    }

    @Override
    public String issue(Grant grant, Ticket ticket) {
        return signatures.sign(TYPE, claims(grant, ticket));
    }

    @Override
    public Optional<AccessToken> parse(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(value);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean ours = TYPE.equals(jwt.getHeader().getType())
                    && issuer.equals(claims.getIssuer())
                    && signatures.isGenuine(jwt);
            return ours ? read(claims) : Optional.empty();
        } catch (ParseException e) {
            // Whatever it is, it is none of ours.
            return Optional.empty();
        }
    }

    private JWTClaimsSet claims(Grant grant, Ticket ticket) {
        List<String> audience = ticket.resources().isEmpty()
                ? List.of(issuer)
                : ticket.resources().stream().map(Resource::uri).toList();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(grant.granted().subject().value())
                .audience(audience)
                .issueTime(Date.from(ticket.issuedAt()))
                .expirationTime(Date.from(ticket.expiresAt()))
                .jwtID(jti(grant))
                .claim("client_id", grant.granted().client().value());
        if (!ticket.scopes().values().isEmpty()) {
            claims.claim("scope", ticket.scopes().toString());
        }
        ticket.actor().ifPresent(actor -> claims.claim("act", actor.toClaim()));
        grant.granted().session().map(SessionId::value).ifPresent(session -> claims.claim(SESSION_CLAIM, session));
        return claims.build();
    }

    private String jti(Grant grant) {
        byte[] noise = new byte[NOISE];
        random.nextBytes(noise);
        byte[] whole = ByteBuffer.allocate(JTI)
                .put(Base64.getUrlDecoder().decode(grant.id().value()))
                .putInt(grant.chain().generation())
                .put(noise)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private static Optional<AccessToken> read(JWTClaimsSet claims) {
        Optional<byte[]> jti = Optional.ofNullable(claims.getJWTID()).flatMap(JwtAccessTokens::decode);
        Optional<Instant> expiresAt =
                Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
        return jti.flatMap(bytes -> expiresAt.map(end -> new AccessToken(
                new GrantId(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, GRANT_ID))),
                ByteBuffer.wrap(bytes).getInt(GRANT_ID),
                end)));
    }

    private static Optional<byte[]> decode(String jti) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(jti))
                    .filter(bytes ->
                            bytes.length == JTI && ByteBuffer.wrap(bytes).getInt(GRANT_ID) >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
