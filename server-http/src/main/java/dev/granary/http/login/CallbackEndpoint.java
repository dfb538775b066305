package dev.granary.http.login;

import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Endpoint;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.http.outcome.Problem;

/** Where upstreams send browsers back to: {@code /oauth/callback} (RFC 6749 section 4.1.2). */
public final class CallbackEndpoint implements Endpoint {

    private static final int BAD_REQUEST = 400;

    private final PendingAuthorizations logins;
    private final LoginCookie cookie;
    private final Landing landing;
    private final Failures failures;

    /** Takes the logins and lands them. */
    public CallbackEndpoint(PendingAuthorizations logins, LoginCookie cookie, Landing landing, Failures failures) {
        this.logins = logins;
        this.cookie = cookie;
        this.landing = landing;
        this.failures = failures;
    }

    @Override
    public Answer answer(Request request) {
        try {
            return take(request, request.queryParameters());
        } catch (RuntimeException e) {
            // Nobody but the person at the browser is there to read it.
            Problem problem = failures.tell(request.path(), e);
            return Answer.text(
                    problem,
                    "The login failed: " + problem.error().getDescription()
                            + ". Go back to the application and try again.");
        }
    }

    private Answer take(Request request, Parameters parameters) {
        if (parameters.first("code").isEmpty() && parameters.first("error").isEmpty()) {
            return page("This address needs the answer of an identity provider.");
        }
        String state = parameters.first("state").orElse("");
        if (state.isEmpty()) {
            return page("The identity provider's answer does not say which login it belongs to.");
        }
        String browserSecret = cookie.secretOf(request).orElse("");
        return logins.take(state, browserSecret)
                .match(
                        (login, verifier) -> landing.land(new Returned(login, verifier, browserSecret, parameters)),
                        () -> page(
                                "This login was begun in another browser. Finish it there, or begin a new one here."),
                        () -> page("This login took too long or was finished before. Go back to the application and"
                                + " begin a new one."));
    }

    private static Answer page(String text) {
        return Answer.text(BAD_REQUEST, text);
    }
}
