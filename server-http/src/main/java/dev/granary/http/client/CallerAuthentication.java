package dev.granary.http.client;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.granary.client.Client;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.client.Clients;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Authenticates the client that sends a request (RFC 6749 section 2.3). Whatever is wrong, an unknown client and a wrong
 * secret look alike.
 */
public final class CallerAuthentication {

    private static final String AUTHORIZATION = "authorization";
    private static final String CLIENT_ID = "client_id";
    private static final List<String> CREDENTIALS =
            List.of(CLIENT_ID, "client_secret", "client_assertion", "client_assertion_type");

    private final Clients clients;
    private final URI issuer;

    /** Authenticates these clients. The issuer names the realm of HTTP Basic. */
    public CallerAuthentication(Clients clients, URI issuer) {
        this.clients = clients;
        this.issuer = issuer;
    }

    /**
     * Returns the client, proven to be it as far as it can prove anything.
     *
     * @throws RefusedException with {@code invalid_client}, or {@code invalid_request} if it tries in two ways
     */
    public Client require(Request request, Parameters form) {
        Optional<ClientAuthentication> shown = shown(request, form);
        return shown.map(proof -> withSecret(proof, form))
                .orElseGet(() -> form.first(CLIENT_ID)
                        .flatMap(id -> authenticate(id, TokenEndpointAuthMethod.NONE, Optional.empty())))
                .orElseThrow(() -> refused(request));
    }

    /** The same, but a client without a secret will not do. */
    public Client requireConfidential(Request request, Parameters form) {
        Client client = require(request, form);
        if (client.isPublic()) {
            throw refused(request);
        }
        return client;
    }

    /** Whether whoever sent the request says who it is, in whatever way. */
    public boolean isAttempted(Request request, Parameters form) {
        return request.header(AUTHORIZATION).isPresent()
                || CREDENTIALS.stream().anyMatch(name -> form.first(name).isPresent());
    }

    private Optional<ClientAuthentication> shown(Request request, Parameters form) {
        List<String> headers = request.headers().getOrDefault(AUTHORIZATION, List.of());
        if (headers.size() > 1
                || (!headers.isEmpty() && form.first("client_secret").isPresent())) {
            throw RefusedException.of(OAuth2Error.INVALID_REQUEST, "authenticate in one way only");
        }
        try {
            Optional<ClientAuthentication> proof =
                    Optional.ofNullable(ClientAuthentication.parse(message(headers, form)));
            if (!headers.isEmpty() && proof.isEmpty()) {
                throw refused(request);
            }
            return proof;
        } catch (ParseException e) {
            throw refused(request);
        }
    }

    private HTTPRequest message(List<String> headers, Parameters form) throws ParseException {
        HTTPRequest message = new HTTPRequest(HTTPRequest.Method.POST, issuer);
        message.setContentType("application/x-www-form-urlencoded");
        message.setBody(URLUtils.serializeParameters(form.toMap()));
        headers.forEach(message::setAuthorization);
        return message;
    }

    private Optional<Client> withSecret(ClientAuthentication proof, Parameters form) {
        String id = proof.getClientID().getValue();
        if (form.first(CLIENT_ID).filter(named -> !named.equals(id)).isPresent()) {
            return Optional.empty();
        }
        if (proof instanceof ClientSecretBasic basic) {
            String secret = basic.getClientSecret().getValue();
            return authenticate(id, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC, Optional.of(secret));
        }
        if (proof instanceof ClientSecretPost post) {
            String secret = post.getClientSecret().getValue();
            return authenticate(id, TokenEndpointAuthMethod.CLIENT_SECRET_POST, Optional.of(secret));
        }
        return Optional.empty();
    }

    private Optional<Client> authenticate(String id, TokenEndpointAuthMethod method, Optional<String> secret) {
        return ClientIds.parse(id).flatMap(client -> clients.authenticate(client, method, secret));
    }

    private RefusedException refused(Request request) {
        RefusedException refused = RefusedException.of(OAuth2Error.INVALID_CLIENT, "client authentication failed");
        return request.header(AUTHORIZATION).isPresent()
                ? refused.with("WWW-Authenticate", "Basic realm=\"" + issuer + "\"")
                : refused;
    }
}
