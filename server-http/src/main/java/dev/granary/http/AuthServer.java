package dev.granary.http;

import dev.granary.domain.client.Clients;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.reseal.Resealing;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.UpstreamAccess;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import dev.granary.http.login.SingleLegs;
import dev.granary.http.swap.SwapSettings;
import dev.granary.http.swap.TokenSwapFilter;
import dev.granary.spi.Storage;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.List;

/**
 * An authorization server to embed. A host mounts its servlet at the issuer's path and uses the same tokens and clients
 * as the server does. Safe for threads.
 *
 * <p>The storage is the host's: it opened it, and it closes it after the server.
 */
public final class AuthServer implements AutoCloseable {

    private final AuthServerSettings settings;
    private final UseCases useCases;
    private final UpstreamAccess upstreamAccess;
    private final AuthServlet servlet;
    private final AuthServlet wellKnown;
    private final SingleLegs singleLegs;

    AuthServer(AuthServerSettings settings, UseCases useCases) {
        this.settings = settings;
        this.useCases = useCases;
        this.upstreamAccess = new UpstreamAccess(useCases.tokens(), useCases.upstreamCredentials());
        ServerRoutes routes = new ServerRoutes(settings, useCases);
        this.servlet = routes.servlet();
        this.wellKnown = routes.wellKnownServlet();
        this.singleLegs = routes.singleLegs();
    }

    /**
     * Begins to build a server.
     *
     * @param storage where everything is kept; it stays the caller's to close
     * @param keyRing seals what must be readable again
     * @param issuer the issuer: an https URL, or http on loopback, without a slash at its end
     */
    public static AuthServerBuilder builder(Storage storage, KeyRing keyRing, URI issuer) {
        return new AuthServerBuilder(storage, keyRing, issuer);
    }

    /** The issuer. */
    public URI issuer() {
        return settings.issuer();
    }

    /**
     * The servlet, to be mounted at the issuer's path with everything below it. No filter before it may read a
     * request's body or parameters.
     */
    public HttpServlet servlet() {
        return servlet;
    }

    /**
     * A second servlet for an issuer with a path, to be mounted at the root: it answers {@code
     * /.well-known/oauth-authorization-server/PATH} (RFC 8414 section 3.1) and the same of {@code openid-configuration},
     * where clients look first, and nothing else. A host that mounts {@link #servlet()} at the root needs none.
     */
    public HttpServlet wellKnownServlet() {
        return wellKnown;
    }

    /** What users allowed clients. */
    public Consents consents() {
        return useCases.consents();
    }

    /** Issues, refreshes, revokes and introspects tokens. */
    public Tokens tokens() {
        return useCases.tokens();
    }

    /** Clients, registered and configured. */
    public Clients clients() {
        return useCases.clients();
    }

    /** Tokens that let their bearers register clients. */
    public InitialAccessTokens initialAccessTokens() {
        return useCases.initialAccessTokens();
    }

    /** Users and their identities. */
    public Users users() {
        return useCases.users();
    }

    /** Our registrations at upstreams. */
    public DcrCredentials upstreamRegistrations() {
        return useCases.registrations();
    }

    /** What upstreams gave for a session. */
    public UpstreamTokens upstreamTokens() {
        return useCases.upstreamTokens();
    }

    /** What upstreams gave for a session, refreshed where that is due. All who ask share this one. */
    public UpstreamCredentials upstreamCredentials() {
        return useCases.upstreamCredentials();
    }

    /** The same for one of our access tokens, checked to be live; what a resource server uses. */
    public UpstreamAccess upstreamAccess() {
        return upstreamAccess;
    }

    /**
     * A filter that does the same in front of a resource server, to be mounted for requests alone. It tells of its requests
     * whom the server tells.
     */
    public TokenSwapFilter tokenSwapFilter(SwapSettings swap) {
        return new TokenSwapFilter(
                upstreamAccess,
                swap,
                settings.listeners().requests(),
                useCases.realm().random());
    }

    /** Logs users of a live session in at one more upstream, or at one of theirs again. */
    public SingleLegs singleLegs() {
        return singleLegs;
    }

    /** The keys that access tokens are signed with. */
    public SigningKeys signingKeys() {
        return useCases.signingKeys();
    }

    /** The keys that rotate: our secrets, and the signing keys unless the host brought its own. */
    public List<RotatingKeys> rotatingKeys() {
        return useCases.rotatingKeys();
    }

    /** Seals what is stored anew after the key ring got another current key; housekeeping does it, too. */
    public Resealing resealing() {
        return useCases.resealing();
    }

    /**
     * Removes what is over. A host's scheduler runs it at its policy's interval, as a {@link
     * dev.granary.domain.housekeeping.HousekeepingTurn}.
     */
    public Housekeeper housekeeper() {
        return useCases.housekeeper();
    }

    /** Ends everything of a subject, client or session. */
    public Revocations revocations() {
        return useCases.revocations();
    }

    /** Refuses every further request. Idempotent; the storage stays open. */
    @Override
    public void close() {
        servlet.close();
        wellKnown.close();
    }
}
