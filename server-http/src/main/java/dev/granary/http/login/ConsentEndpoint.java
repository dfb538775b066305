package dev.granary.http.login;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.http.consent.ConsentPage;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.Problem;
import java.util.function.Supplier;

/**
 * Where users allow clients what they ask for: {@code /oauth/consent}. The ticket in the form is known to the page alone,
 * is taken once, and only from the browser that logged in.
 */
public final class ConsentEndpoint {

    private static final int BAD_REQUEST = 400;
    private static final String TICKET = "login";

    private final PendingAuthorizations logins;
    private final LoginCookie cookie;
    private final Landing landing;
    private final Codes codes;
    private final Failures failures;

    /** Asks for these logins. */
    public ConsentEndpoint(
            PendingAuthorizations logins, LoginCookie cookie, Landing landing, Codes codes, Failures failures) {
        this.logins = logins;
        this.cookie = cookie;
        this.landing = landing;
        this.codes = codes;
        this.failures = failures;
    }

    /** The question. */
    public Answer show(Request request) {
        return guarded(request, () -> {
            String ticket = request.queryParameters().first(TICKET).orElse("");
            return logins.awaitingConsent(ticket, cookie.secretOf(request).orElse(""))
                    .map(login -> question(login, ticket))
                    .orElseGet(ConsentEndpoint::gone);
        });
    }

    /** The user's answer. */
    public Answer decide(Request request) {
        return guarded(request, () -> {
            Parameters form = request.formParameters();
            boolean allowed = form.first("decision").filter("allow"::equals).isPresent();
            return logins.takeConsented(
                            form.first(TICKET).orElse(""),
                            cookie.secretOf(request).orElse(""))
                    .match(
                            (login, verifier) -> landing.decided(login, allowed),
                            ConsentEndpoint::gone,
                            ConsentEndpoint::gone);
        });
    }

    private Answer question(PendingAuthorization login, String ticket) {
        Client client = codes.client(login);
        ResolvedUser user = login.user().orElseThrow();
        return new ConsentPage(client, codes.wanted(login, client, user.id()), user)
                .answer(ticket, login.request().redirectUri());
    }

    private Answer guarded(Request request, Supplier<Answer> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            // As at the callback: nobody but the person at the browser is there to read it.
            Problem problem = failures.tell(request.path(), e);
            return Answer.text(
                    problem,
                    "This did not work: " + problem.error().getDescription()
                            + ". Go back to the application and try again.");
        }
    }

    private static Answer gone() {
        return Answer.text(
                BAD_REQUEST,
                "There is nothing to allow here: it took too long, was decided before, or was begun in another browser."
                        + " Go back to the application and begin again.");
    }
}
