package dev.granary.http.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.http.client.ClientIds;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.http.login.Legs;
import dev.granary.http.login.LoginCookie;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.redirect.ClientRedirect;
import dev.granary.http.redirect.RedirectUris;
import java.util.List;
import java.util.Optional;

/**
 * Where clients send browsers to: {@code /oauth/authorize} (RFC 6749 section 4.1.1). As long as it is not certain which
 * client asks and that the redirect URI is its own, nothing is redirected (section 4.1.2.1).
 */
public final class AuthorizeEndpoint implements Endpoint {

    private static final int UNAUTHORIZED = 401;

    private final Clients clients;
    private final AuthorizationRequests requests;
    private final Departing departing;
    private final Failures failures;

    /** How a browser goes on. */
    public record Departing(Legs legs, LoginCookie cookie, ClientRedirect redirect) {}

    /** Answers for these clients. */
    public AuthorizeEndpoint(Clients clients, AuthorizationRequests requests, Departing departing, Failures failures) {
        this.clients = clients;
        this.requests = requests;
        this.departing = departing;
        this.failures = failures;
    }

    @Override
    public Answer answer(Request request) {
        Parameters parameters = request.queryParameters();
        Client client = parameters
                .first("client_id")
                .flatMap(ClientIds::parse)
                .flatMap(clients::find)
                .orElseThrow(() -> refused(OAuth2Error.INVALID_CLIENT, "the client is not known", UNAUTHORIZED));
        ClientRedirect.Target target =
                new ClientRedirect.Target(redirectUri(client, parameters), parameters.first("state"));
        try {
            return departing
                    .legs()
                    .first(
                            requests.read(client, target, parameters),
                            departing.cookie().secretFor(request));
        } catch (RuntimeException e) {
            return departing.redirect().error(target, failures.tell(request.path(), e));
        }
    }

    /** It may be left out if there is no choice and OpenID Connect is not asked for. */
    private static String redirectUri(Client client, Parameters parameters) {
        Optional<String> requested = parameters.first("redirect_uri");
        if (requested.isPresent()) {
            return requested
                    .filter(uri -> RedirectUris.admits(client, uri))
                    .orElseThrow(() -> RefusedException.of(
                            OAuth2Error.INVALID_REQUEST, "the redirect_uri is not one of the client's"));
        }
        List<String> registered = client.metadata().redirectUris();
        boolean openid = parameters
                .first("scope")
                .filter(scope -> List.of(scope.split(" ")).contains("openid"))
                .isPresent();
        if (registered.size() != 1 || openid) {
            throw RefusedException.of(OAuth2Error.INVALID_REQUEST, "redirect_uri is missing");
        }
        return registered.get(0);
    }

    private static RefusedException refused(ErrorObject error, String description, int status) {
        return RefusedException.of(error.setHTTPStatusCode(status), description);
    }
}
