package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.List;

/** Tells where everything is (OpenID Connect Discovery 1.0). */
final class MetadataEndpoint implements Endpoint {

    private final String metadata;

    MetadataEndpoint(URI issuer) {
        this.metadata = metadata(issuer).toString();
    }

    @Override
    public HTTPResponse answer(HTTPRequest request) {
        HTTPResponse response = Pages.plain(200, metadata);
        response.setHeader("Content-Type", "application/json;charset=utf-8");
        return response;
    }

    private static OIDCProviderMetadata metadata(URI issuer) {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(new Issuer(issuer), List.of(SubjectType.PUBLIC), URI.create(issuer + "/keys"));
        metadata.setAuthorizationEndpointURI(URI.create(issuer + "/authorize"));
        metadata.setTokenEndpointURI(URI.create(issuer + "/token"));
        metadata.setScopes(new Scope("openid", "profile", "email"));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setTokenEndpointAuthMethods(List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        metadata.setIDTokenJWSAlgs(List.of(IdTokens.ALGORITHM));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setSupportsRequestURIParam(false);
        metadata.setClaims(List.of("sub", "iss", "auth_time", "name", "preferred_username", "email", "email_verified"));
        return metadata;
    }
}
