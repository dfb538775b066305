package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.upstream.ProviderName;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * An OpenID provider at which everybody logs in by typing a name. It has one client, the server that it was made for,
 * whose secret it makes up. Safe for threads.
 */
public final class DevelopmentProvider {

    /** Where it is mounted. */
    public static final String PATH = "/development";

    private static final ProviderName NAME = new ProviderName("development");

    private final Registered client;
    private final URI issuer;
    private final HttpServlet servlet;

    private DevelopmentProvider(URI issuer, Registered client, InstantSource clock) {
        this.issuer = issuer;
        this.client = client;
        IdTokens idTokens = new IdTokens(issuer, client.id(), clock);
        Codes codes = new Codes(clock);
        this.servlet = new DevelopmentServlet(Map.of(
                "/.well-known/openid-configuration", new MetadataEndpoint(issuer),
                "/authorize", new AuthorizeEndpoint(new Issuer(issuer), client, codes),
                "/token", new TokenEndpoint(client, codes, idTokens),
                "/keys", idTokens::publish));
    }

    /**
     * Makes one, with a key and a secret that nobody else has.
     *
     * @param origin scheme, host and port under which it is mounted
     * @param callback the one address that it sends users back to
     */
    public static DevelopmentProvider at(String origin, URI callback, InstantSource clock) {
        Registered client = new Registered(new ClientID("granary"), new Secret(), callback);
        return new DevelopmentProvider(URI.create(origin + PATH), client, clock);
    }

    /** The servlet, to be mounted at {@link #PATH}. */
    public HttpServlet servlet() {
        return servlet;
    }

    /** The provider as its one client sees it. */
    public OpenIdProvider upstream() {
        return UpstreamProvider.of(
                        NAME, issuer, client.id().getValue(), client.secret().getValue())
                .askedFor(List.of("openid", "profile", "email"));
    }
}
