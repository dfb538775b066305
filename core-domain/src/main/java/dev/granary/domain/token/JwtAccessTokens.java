package dev.granary.domain.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.key.TokenSigner;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.scope.Resource;
import dev.granary.session.SessionId;
import dev.granary.token.AccessToken;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Access tokens as signed JWTs (RFC 9068). {@code jti} is the base64url of grant id (16 bytes), generation (4) and random
 * bits (12), so that a token leads to its grant. Whose only audience would be none is meant for the issuer itself. Scopes
 * stand in {@code scope}, as the RFC wants it, and as an array in {@code scp}, for resource servers that look there. The
 * user's name and e-mail address are in it only if the token carries {@code profile} and {@code email}. Safe for threads.
 */
public final class JwtAccessTokens implements AccessTokens {

    /** The claim that names the upstream session whose tokens the bearer's grant may use. */
    public static final String SESSION_CLAIM = "tsid";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int GRANT_ID = 16;
    private static final int NOISE = 12;
    private static final int JTI = GRANT_ID + Integer.BYTES + NOISE;

    private final String issuer;
    private final TokenSigner signer;
    private final RandomGenerator random;

    /**
     * Signs with the current key.
     *
     * @param issuer the {@code iss} claim, exactly as the server's metadata says it
     * @param random a {@link java.security.SecureRandom}
     */
    public JwtAccessTokens(String issuer, SigningKeys keys, RandomGenerator random) {
        this.issuer = issuer;
        this.signer = new TokenSigner(keys);
        this.random = random;
    }

    @Override
    public String issue(Grant grant, Ticket ticket) {
        return signer.sign(TYPE, algorithm -> claims(grant, ticket));
    }

    @Override
    public Optional<AccessToken> parse(String value) {
        return signer.read(TYPE, value)
                .filter(claims -> issuer.equals(claims.getIssuer()))
                .flatMap(JwtAccessTokens::read);
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
            claims.claim("scp", List.copyOf(ticket.scopes().values()));
        }
        ticket.actor().ifPresent(actor -> claims.claim("act", actor.toClaim()));
        ticket.profile().name().ifPresent(name -> claims.claim("name", name));
        ticket.profile().email().ifPresent(email -> claims.claim("email", email));
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
