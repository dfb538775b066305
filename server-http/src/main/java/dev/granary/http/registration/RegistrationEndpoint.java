package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import dev.granary.domain.client.Clients;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.Outcomes;
import dev.granary.http.outcome.RefusedException;
import dev.granary.scope.Scopes;
import java.time.InstantSource;

/** Registers clients: {@code /oauth/register} (RFC 7591). Open to everybody, within the caps. */
public final class RegistrationEndpoint implements Endpoint {

    private static final int CREATED = 201;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Clients clients;
    private final RegistrationRequests requests;
    private final RateLimit rate;

    /** Registers clients for these scopes at most. */
    public RegistrationEndpoint(Clients clients, Scopes supported, RateLimits limits, InstantSource clock) {
        this.clients = clients;
        this.requests = new RegistrationRequests(supported);
        this.rate = new RateLimit(limits, clock);
    }

    @Override
    public Answer answer(Request request) {
        if (!rate.admits(request.caller())) {
            ErrorObject error = new ErrorObject(
                    OAuth2Error.TEMPORARILY_UNAVAILABLE_CODE, "too many registrations", TOO_MANY_REQUESTS);
            throw new RefusedException(error).with("Retry-After", "1");
        }
        if (!request.isOfType("application/json")) {
            throw RefusedException.of(
                    RegistrationError.INVALID_CLIENT_METADATA, "expected Content-Type application/json");
        }
        return clients.register(requests.read(request.body()))
                .match(
                        (client, secret) -> Answer.json(CREATED, new RegisteredClient(client, secret).document()),
                        wait -> Answer.error(Outcomes.atCapacity(wait)));
    }
}
