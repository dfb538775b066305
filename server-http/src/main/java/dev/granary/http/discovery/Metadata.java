package dev.granary.http.discovery;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.granary.domain.key.SigningAlgorithm;
import dev.granary.domain.key.SigningKeys;
import dev.granary.scope.Scopes;
import java.net.URI;
import java.util.List;

/** What the server says of itself (RFC 8414, OpenID Connect Discovery). */
public final class Metadata {

    private static final List<String> CLAIMS =
            List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid", "name", "email");

    private final URI issuer;
    private final URI front;
    private final Scopes scopes;
    private final List<String> grantTypes;
    private final SigningKeys keys;
    private final boolean clientDocuments;

    /**
     * Where a server is.
     *
     * @param issuer its issuer
     * @param front where browsers come to log in; the issuer, mostly
     */
    public record Place(URI issuer, URI front) {}

    /** Describes the server at this place, and whether clients may be known by a document of theirs. */
    public Metadata(Place place, Scopes scopes, List<String> grantTypes, SigningKeys keys, boolean clientDocuments) {
        this.issuer = place.issuer();
        this.front = place.front();
        this.scopes = scopes;
        this.grantTypes = List.copyOf(grantTypes);
        this.keys = keys;
        this.clientDocuments = clientDocuments;
    }

    /** The document of RFC 8414. */
    String authorizationServer() {
        AuthorizationServerMetadata metadata = new AuthorizationServerMetadata(new Issuer(issuer));
        metadata.setJWKSetURI(at("/.well-known/jwks.json"));
        return described(metadata).toString();
    }

    /** The document of OpenID Connect Discovery: the same and what that requires. */
    String openIdProvider() {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(new Issuer(issuer), List.of(SubjectType.PUBLIC), at("/.well-known/jwks.json"));
        metadata.setIDTokenJWSAlgs(keys.published().stream()
                .flatMap(key -> SigningAlgorithm.of(key).stream())
                .map(SigningAlgorithm::jose)
                .distinct()
                .toList());
        metadata.setUserInfoEndpointURI(at("/oauth/userinfo"));
        metadata.setEndSessionEndpointURI(at("/oauth/logout"));
        metadata.setClaims(CLAIMS);
        metadata.setSupportsRequestURIParam(false);
        metadata.setPromptTypes(
                List.of(Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.CONSENT, Prompt.Type.SELECT_ACCOUNT));
        return described(metadata).toString();
    }

    private AuthorizationServerMetadata described(AuthorizationServerMetadata metadata) {
        metadata.setAuthorizationEndpointURI(URI.create(front + "/oauth/authorize"));
        metadata.setTokenEndpointURI(at("/oauth/token"));
        metadata.setRegistrationEndpointURI(at("/oauth/register"));
        metadata.setRevocationEndpointURI(at("/oauth/revoke"));
        metadata.setIntrospectionEndpointURI(at("/oauth/introspect"));
        metadata.setScopes(Scope.parse(scopes.toString()));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.of(ResponseMode.QUERY));
        metadata.setGrantTypes(grantTypes.stream().map(GrantType::new).toList());
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        List<ClientAuthenticationMethod> secret =
                List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);
        List<ClientAuthenticationMethod> any = List.of(ClientAuthenticationMethod.NONE, secret.get(0), secret.get(1));
        metadata.setTokenEndpointAuthMethods(any);
        metadata.setRevocationEndpointAuthMethods(any);
        metadata.setIntrospectionEndpointAuthMethods(secret);
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        if (clientDocuments) {
            metadata.setCustomParameter("client_id_metadata_document_supported", true);
        }
        return metadata;
    }

    private URI at(String path) {
        return URI.create(issuer + path);
    }
}
