package dev.granary.http.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.granary.domain.revocation.Revocations;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Failures;
import dev.granary.http.exchange.Page;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.exchange.Request;
import dev.granary.http.login.SessionCookie;
import dev.granary.http.openid.IdTokens;
import dev.granary.http.outcome.Problem;
import dev.granary.record.Sha256;
import dev.granary.session.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where clients send users who log out: {@code /oauth/logout} (OpenID Connect RP-Initiated Logout). An ID token of ours
 * says which session ends, with every token of it and what upstreams gave for it. Without one it is the last session of
 * the browser, and its user is asked: anybody can make a browser come here.
 */
public final class LogoutEndpoint {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final Revocations revocations;
    private final IdTokens idTokens;
    private final Departures departures;
    private final SessionCookie cookie;
    private final Failures failures;

    /** Ends sessions with these. */
    public LogoutEndpoint(
            Revocations revocations,
            IdTokens idTokens,
            Departures departures,
            SessionCookie cookie,
            Failures failures) {
        this.revocations = revocations;
        this.idTokens = idTokens;
        this.departures = departures;
        this.cookie = cookie;
        this.failures = failures;
    }

    /** A client's request, as a query. */
    public Answer get(Request request) {
        return guarded(request, () -> asked(request, request.queryParameters()));
    }

    /** A client's request, as a form. */
    public Answer post(Request request) {
        return guarded(request, () -> asked(request, request.formParameters()));
    }

    /** The user's own answer to our question. */
    public Answer confirm(Request request) {
        return guarded(request, () -> {
            Parameters form = request.formParameters();
            Optional<SessionId> session = cookie.of(request)
                    .filter(id ->
                            Sha256.isEqual(proofOf(id), form.first("proof").orElse("")));
            Departures.Departure departure = departures.of(form, Optional.empty());
            return session.map(id -> end(id, departure))
                    .orElseGet(() -> Answer.text(BAD_REQUEST, "This is not the page that asked. Nothing was ended."));
        });
    }

    private Answer asked(Request request, Parameters parameters) {
        Optional<JWTClaimsSet> hint = parameters.first("id_token_hint").flatMap(idTokens::recognise);
        Departures.Departure departure = departures.of(parameters, hint);
        Optional<SessionId> named = hint.flatMap(claims -> Optional.ofNullable(claims.getClaim("sid")))
                .map(Object::toString)
                .map(SessionId::new);
        if (named.isPresent()) {
            return end(named.get(), departure);
        }
        return cookie.of(request).map(id -> question(id, parameters)).orElseGet(() -> gone(departure));
    }

    private Answer question(SessionId session, Parameters parameters) {
        StringBuilder fields = new StringBuilder();
        fields.append(field("proof", proofOf(session)));
        for (String name : List.of("client_id", "post_logout_redirect_uri", "state")) {
            parameters.first(name).ifPresent(value -> fields.append(field(name, value)));
        }
        String body = """
                <p>This ends the last login of this browser, for every application that got access by it.</p>
                <form method="post" action="logout/confirm">
                %s<button class="go">Log out</button>
                </form>
                """.formatted(fields);
        return new Page("Log out?", body, List.of("https:", "http:")).answer(OK);
    }

    private Answer end(SessionId session, Departures.Departure departure) {
        return revocations
                .revokeSession(session)
                .match(
                        count -> gone(departure),
                        (count, fault) -> Answer.text(
                                        UNAVAILABLE, "You are not logged out everywhere yet. Reload to try again.")
                                .with("Retry-After", "1"));
    }

    private Answer gone(Departures.Departure departure) {
        return departure
                .location()
                .map(Answer::seeOther)
                .orElseGet(() -> new Page("Logged out", "<p>You are logged out.</p>\n", List.of()).answer(OK))
                .with("Set-Cookie", cookie.clearing());
    }

    private Answer guarded(Request request, Supplier<Answer> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            Problem problem = failures.tell(request.path(), e);
            return Answer.text(problem, "The logout failed: " + problem.error().getDescription() + ".");
        }
    }

    /** What only a page of ours can send: whoever makes a browser come here cannot read its cookies. */
    private static String proofOf(SessionId session) {
        return Sha256.base64Url("logout of " + session.value());
    }

    private static String field(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Page.escaped(value) + "\">\n";
    }
}
