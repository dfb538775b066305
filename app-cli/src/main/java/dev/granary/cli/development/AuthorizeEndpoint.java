package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.util.List;
import java.util.Optional;

/** Shows the login page, and sends whoever typed a name back with a code. */
final class AuthorizeEndpoint implements Endpoint {

    private final Issuer issuer;
    private final Registered client;
    private final Codes codes;

    AuthorizeEndpoint(Issuer issuer, Registered client, Codes codes) {
        this.issuer = issuer;
        this.client = client;
        this.codes = codes;
    }

    @Override
    public HTTPResponse answer(HTTPRequest request) throws GeneralException {
        AuthenticationRequest asked = AuthenticationRequest.parse(
                Optional.ofNullable(request.getURL().getQuery()).orElse(""));
        if (!client.id().equals(asked.getClientID()) || !client.callback().equals(asked.getRedirectionURI())) {
            throw new ParseException("The client or its redirect URI is not the one that this provider serves.");
        }
        Optional<ErrorObject> refusal = refusal(asked);
        if (refusal.isPresent()) {
            return refuse(asked, refusal.get());
        }
        return request.getMethod() == HTTPRequest.Method.POST ? login(asked, request) : page(asked, Optional.empty());
    }

    private static Optional<ErrorObject> refusal(AuthenticationRequest asked) {
        if (!ResponseType.CODE.equals(asked.getResponseType())) {
            return Optional.of(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        }
        if (asked.getCodeChallenge() == null || !CodeChallengeMethod.S256.equals(asked.getCodeChallengeMethod())) {
            return Optional.of(OAuth2Error.INVALID_REQUEST.setDescription("PKCE with S256 is required"));
        }
        boolean silent = asked.getPrompt() != null && asked.getPrompt().contains(Prompt.Type.NONE);
        return silent ? Optional.of(OIDCError.LOGIN_REQUIRED) : Optional.empty();
    }

    private HTTPResponse login(AuthenticationRequest asked, HTTPRequest request) throws GeneralException {
        var form = request.getBodyAsFormParameters();
        if (form.containsKey("deny")) {
            return refuse(asked, OAuth2Error.ACCESS_DENIED);
        }
        List<String> typed = form.getOrDefault("username", List.of(""));
        return Username.of(typed.get(0))
                .map(user -> admit(asked, user))
                .orElseGet(() -> page(asked, Optional.of("Type a name of up to 64 characters.")));
    }

    private HTTPResponse admit(AuthenticationRequest asked, Username user) {
        Response response = new AuthenticationSuccessResponse(
                asked.getRedirectionURI(), codes.issue(user, asked), null, null, asked.getState(), null, issuer, null);
        return redirect(response);
    }

    private HTTPResponse refuse(AuthenticationRequest asked, ErrorObject error) {
        AuthorizationErrorResponse response = new AuthenticationErrorResponse(
                asked.getRedirectionURI(), error, asked.getState(), issuer, asked.impliedResponseMode());
        return redirect(response);
    }

    private static HTTPResponse redirect(Response response) {
        HTTPResponse redirect = response.toHTTPResponse();
        redirect.setHeader("Cache-Control", "no-store");
        redirect.setHeader("Referrer-Policy", "no-referrer");
        return redirect;
    }

    private static HTTPResponse page(AuthenticationRequest asked, Optional<String> wrong) {
        String hint = Optional.ofNullable(asked.getLoginHint()).orElse("alice");
        return Pages.page(wrong.isPresent() ? 400 : 200, LoginPage.html(wrong, hint));
    }
}
