package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;

/** Gives tokens for a code, once. */
final class TokenEndpoint implements Endpoint {

    private final Registered client;
    private final Codes codes;
    private final IdTokens idTokens;

    TokenEndpoint(Registered client, Codes codes, IdTokens idTokens) {
        this.client = client;
        this.codes = codes;
        this.idTokens = idTokens;
    }

    @Override
    public HTTPResponse answer(HTTPRequest request) throws GeneralException {
        TokenRequest asked = TokenRequest.parse(request);
        if (!isClient(asked)) {
            return refuse(OAuth2Error.INVALID_CLIENT);
        }
        if (!(asked.getAuthorizationGrant() instanceof AuthorizationCodeGrant grant)) {
            return refuse(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
        return codes.take(grant.getAuthorizationCode())
                .filter(login -> isMeant(login, grant))
                .map(this::tokens)
                .orElseGet(() -> refuse(OAuth2Error.INVALID_GRANT));
    }

    private boolean isClient(TokenRequest asked) {
        return asked.getClientAuthentication() instanceof ClientSecretBasic presented
                && client.id().equals(presented.getClientID())
                && client.secret().equals(presented.getClientSecret());
    }

    private boolean isMeant(Codes.Login login, AuthorizationCodeGrant grant) {
        return client.callback().equals(grant.getRedirectionURI())
                && grant.getCodeVerifier() != null
                && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                        .equals(login.request().getCodeChallenge());
    }

    private HTTPResponse tokens(Codes.Login login) {
        BearerAccessToken access = new BearerAccessToken(3600, login.request().getScope());
        return new OIDCTokenResponse(new OIDCTokens(idTokens.issue(login), access, null)).toHTTPResponse();
    }

    private static HTTPResponse refuse(ErrorObject error) {
        return new TokenErrorResponse(error).toHTTPResponse();
    }
}
