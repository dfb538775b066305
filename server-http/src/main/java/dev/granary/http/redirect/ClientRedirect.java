package dev.granary.http.redirect;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.http.exchange.Answer;
import dev.granary.http.outcome.Problem;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends the browser back to the client, always with our issuer (RFC 6749 section 4.1.2, RFC 9207). */
public final class ClientRedirect {

    private final Issuer issuer;

    /** Names this issuer. */
    public ClientRedirect(URI issuer) {
        this.issuer = new Issuer(issuer);
    }

    /**
     * Where an answer goes.
     *
     * @param uri the redirect URI that was requested, found to be the client's
     * @param state the client's state, to be given back
     */
    public record Target(String uri, Optional<String> state) {

        /** Where the answer to this request goes. */
        public static Target of(AuthorizationRequest request) {
            return new Target(request.redirectUri(), request.state());
        }

        /** Without the state. */
        @Override
        public String toString() {
            return "Target[" + uri + "]";
        }
    }

    /** Gives the client its code. */
    public Answer code(Target target, String code) {
        return back(new AuthorizationSuccessResponse(
                URI.create(target.uri()),
                new AuthorizationCode(code),
                null,
                state(target),
                issuer,
                ResponseMode.QUERY));
    }

    /** Tells the client what went wrong. */
    public Answer error(Target target, Problem problem) {
        ErrorObject error =
                new ErrorObject(problem.error().getCode(), problem.error().getDescription());
        return back(new AuthorizationErrorResponse(
                URI.create(target.uri()), error, state(target), issuer, ResponseMode.QUERY));
    }

    private static Answer back(AuthorizationResponse response) {
        return Answer.seeOther(response.toURI());
    }

    private static @Nullable State state(Target target) {
        return target.state().map(State::new).orElse(null);
    }
}
