package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.Registration;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.registration.SpendOutcome;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.Outcomes;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.trust.SoftwareStatements;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Registers clients: {@code /oauth/register} (RFC 7591). Open to everybody within the caps, or to bearers of a token. */
public final class RegistrationEndpoint implements Endpoint {

    /** Where it is, below the issuer; what is below it are the registrations. */
    public static final String PATH = "/oauth/register";

    private static final int CREATED = 201;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Admission admission;
    private final RegistrationRequests requests;
    private final RateLimit rate;
    private final CallerAddress callers;
    private final boolean tokenRequired;
    private final URI issuer;

    /** What lets clients in, and how fast, which may change while it works. */
    public record Admission(
            Clients clients,
            InitialAccessTokens tokens,
            SoftwareStatements statements,
            Realm realm,
            Supplier<RateLimits> rate) {}

    /** Registers clients on this policy. */
    public RegistrationEndpoint(
            Admission admission, RegistrationRequests requests, RegistrationPolicy policy, URI issuer) {
        this.admission = admission;
        this.requests = requests;
        this.rate = new RateLimit(admission.rate(), admission.realm().clock());
        this.callers = new CallerAddress(policy.addressHeader());
        this.tokenRequired = policy.tokenRequired();
        this.issuer = issuer;
    }

    @Override
    public Answer answer(Request request) {
        rate.delay(callers.of(request)).ifPresent(RegistrationEndpoint::refuse);
        RegistrationRequests.requireJson(request);
        String management = admission.realm().secret();
        VouchedDocument document = VouchedDocument.of(requests.document(request.body()), admission.statements());
        Registration wanted = requests.read(document.members()).managedWith(management);
        if (tokenRequired) {
            spend(request);
        }
        return admission
                .clients()
                .register(wanted)
                .match(
                        (client, secret) -> Answer.json(
                                CREATED,
                                new RegisteredClient(client, secret, management, document.statement())
                                        .document(issuer)),
                        wait -> Answer.error(Outcomes.atCapacity(wait)));
    }

    /** Comes last: a request that asks for what is not to be had costs no use. */
    private void spend(Request request) {
        Optional<SpendOutcome> outcome = BearerToken.of(request).map(admission.tokens()::spend);
        if (outcome.filter(SpendOutcome.ADMITTED::equals).isEmpty()) {
            throw RefusedException.of(BearerTokenError.INVALID_TOKEN, "an initial access token is needed")
                    .with("WWW-Authenticate", outcome.isEmpty() ? "Bearer" : "Bearer error=\"invalid_token\"");
        }
    }

    private static void refuse(Duration wait) {
        ErrorObject error =
                new ErrorObject(OAuth2Error.TEMPORARILY_UNAVAILABLE_CODE, "too many registrations", TOO_MANY_REQUESTS);
        throw new RefusedException(error).with("Retry-After", Long.toString(wait.toSeconds()));
    }
}
