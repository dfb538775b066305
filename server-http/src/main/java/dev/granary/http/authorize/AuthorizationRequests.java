package dev.granary.http.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCError;
import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.Prompting;
import dev.granary.client.Client;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.redirect.ClientRedirect;
import dev.granary.http.resource.Audiences;
import dev.granary.http.resource.RequestedScopes;
import dev.granary.pkce.CodeChallenge;
import dev.granary.scope.Scopes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads authorization requests and holds them to OAuth 2.1: the SDK parses, and enforces nothing. */
public final class AuthorizationRequests {

    private static final Set<String> PROMPTS = Set.of("login", "consent", "select_account");
    private static final int LONGEST_NONCE = 2048;
    private static final int LONGEST_STATE = 8192;
    private static final int SHORTEST_STATE = 8;

    /** No RFC has a code for it, and clients know this one of other servers. */
    private static final ErrorObject INVALID_STATE = new ErrorObject("invalid_state");

    private final Audiences audiences;

    /** Allows these audiences. */
    public AuthorizationRequests(Audiences audiences) {
        this.audiences = audiences;
    }

    /** Reads one. @throws RefusedException with what goes back to the client */
    AuthorizationRequest read(Client client, ClientRedirect.Target target, Parameters parameters) {
        com.nimbusds.oauth2.sdk.AuthorizationRequest parsed = parse(target, parameters);
        if (!ResponseType.CODE.equals(parsed.getResponseType())) {
            throw refused(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "the only response_type is code");
        }
        require(
                parsed.getResponseMode() == null || ResponseMode.QUERY.equals(parsed.getResponseMode()),
                "the only response_mode is query");
        if (!client.metadata().grantTypes().contains("authorization_code")) {
            throw refused(OAuth2Error.UNAUTHORIZED_CLIENT, "the client may not use authorization_code");
        }
        return new AuthorizationRequest(
                client.id(),
                target.uri(),
                state(target),
                challenge(parsed),
                scopes(client, parameters),
                audiences.requested(client, parameters),
                limited("nonce", parameters.first("nonce"), LONGEST_NONCE),
                parameters.first("redirect_uri").isEmpty(),
                prompting(parameters));
    }

    private static com.nimbusds.oauth2.sdk.AuthorizationRequest parse(
            ClientRedirect.Target target, Parameters parameters) {
        if (parameters.first("request").isPresent()) {
            throw refused(OAuth2Error.REQUEST_NOT_SUPPORTED, "request objects are not supported");
        }
        if (parameters.first("request_uri").isPresent()) {
            throw refused(OAuth2Error.REQUEST_URI_NOT_SUPPORTED, "request objects are not supported");
        }
        require(parameters.first("response_type").isPresent(), "response_type is missing");
        try {
            Map<String, List<String>> all = parameters.toMap();
            // These are read here: their own errors are more exact than the SDK's.
            all.remove("resource");
            all.remove("scope");
            all.remove("prompt");
            all.remove("max_age");
            all.put("redirect_uri", List.of(target.uri()));
            return com.nimbusds.oauth2.sdk.AuthorizationRequest.parse(all);
        } catch (ParseException e) {
            throw refused(
                    Optional.ofNullable(e.getErrorObject()).orElse(OAuth2Error.INVALID_REQUEST),
                    "the request is malformed");
        }
    }

    private static CodeChallenge challenge(com.nimbusds.oauth2.sdk.AuthorizationRequest parsed) {
        require(parsed.getCodeChallenge() != null, "code_challenge is missing: PKCE is required");
        require(
                CodeChallengeMethod.S256.equals(parsed.getCodeChallengeMethod()),
                "the only code_challenge_method is S256");
        try {
            return new CodeChallenge(parsed.getCodeChallenge().getValue());
        } catch (IllegalArgumentException e) {
            throw refused(OAuth2Error.INVALID_REQUEST, "the code_challenge is no S256 challenge");
        }
    }

    private static Scopes scopes(Client client, Parameters parameters) {
        Scopes requested = RequestedScopes.of(parameters);
        if (!client.metadata().scopes().contains(requested)) {
            throw refused(OAuth2Error.INVALID_SCOPE, "the client may not ask for this scope");
        }
        return requested;
    }

    /** How the user is to be asked (OpenID Connect Core section 3.1.2.1). We keep nobody logged in, so none is no way. */
    private static Prompting prompting(Parameters parameters) {
        List<String> prompts =
                parameters.first("prompt").map(text -> List.of(text.split(" "))).orElse(List.of());
        if (prompts.equals(List.of("none"))) {
            throw refused(OIDCError.LOGIN_REQUIRED, "nobody is kept logged in here");
        }
        require(PROMPTS.containsAll(prompts), "expected prompt none, login, consent or select_account");
        Optional<String> maxAge = parameters.first("max_age");
        require(maxAge.filter(text -> !text.matches("[0-9]{1,9}")).isEmpty(), "expected max_age in seconds");
        return Prompting.of(prompts, maxAge.map(Long::valueOf));
    }

    /** It may be left out: what it would protect PKCE does. One that can be guessed protects nothing. */
    private static Optional<String> state(ClientRedirect.Target target) {
        if (target.state().filter(text -> text.length() < SHORTEST_STATE).isPresent()) {
            throw refused(INVALID_STATE, "expected state of " + SHORTEST_STATE + " characters or more, or none");
        }
        return limited("state", target.state(), LONGEST_STATE);
    }

    private static Optional<String> limited(String name, Optional<String> value, int longest) {
        require(value.filter(text -> text.length() > longest).isEmpty(), name + " is too long");
        return value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(OAuth2Error.INVALID_REQUEST, otherwise);
        }
    }

    private static RefusedException refused(ErrorObject error, String why) {
        return RefusedException.of(error, why);
    }
}
