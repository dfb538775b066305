package dev.granary.domain.authorization;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.ResolvedUser;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A login that is about to be sent to an upstream.
 *
 * @param request what the client asked for
 * @param provider the upstream of the next leg
 * @param expectedIssuer the {@code iss} its answer must name (RFC 9207)
 * @param clientId who we are there
 * @param single whether the login ends with this leg
 * @param chain the upstreams of the whole login, in order
 * @param session the session the upstream's tokens are to belong to
 * @param user whom an earlier leg led to
 * @param begunAt when the whole login began; fences set later refuse it
 * @param browserSecret what the browser that began it holds in a cookie, 256 random bits
 */
public record Login(
        AuthorizationRequest request,
        ProviderName provider,
        Optional<String> expectedIssuer,
        String clientId,
        boolean single,
        List<ProviderName> chain,
        SessionId session,
        Optional<ResolvedUser> user,
        Instant begunAt,
        String browserSecret) {

    /** The shortest secret that is taken: 256 bits as base64url. */
    public static final int SHORTEST_SECRET = 43;

    /** Copies the list. @throws IllegalArgumentException if the browser's secret is too short to bind anything */
    public Login {
        chain = List.copyOf(chain);
        if (browserSecret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("browser secret: expected " + SHORTEST_SECRET
                    + " characters or more, made by a secure random generator");
        }
    }

    /** Without the browser's secret. */
    @Override
    public String toString() {
        return "Login[" + request + ", " + provider.value() + "]";
    }
}
