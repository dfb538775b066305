package dev.granary.cli.proof;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;

/** Spring Security's OAuth 2.0 client, told nothing but the issuer and who it is. */
final class SpringClient {

    private final String issuer;
    private final String audience;
    private final ClientRegistration registration;

    SpringClient(String issuer) {
        this(issuer, issuer);
    }

    /** A client whose access tokens must be meant for this audience. */
    SpringClient(String issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
        this.registration = ClientRegistrations.fromIssuerLocation(issuer)
                .registrationId("granary")
                .clientId("checker")
                .clientSecret(Served.SECRET)
                .redirectUri(Served.CALLBACK)
                .scope("profile", "offline_access")
                .build();
    }

    /** Sends a person to log in, and redeems the code that comes back. */
    OAuth2AccessTokenResponse logIn(Person person) {
        OAuth2AuthorizationRequest request = request();
        URI back = person.logIn(URI.create(request.getAuthorizationRequestUri()), Served.CALLBACK);
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(Forms.parameter(back, "code"))
                .redirectUri(Served.CALLBACK)
                .state(Forms.parameter(back, "state"))
                .build();
        return new RestClientAuthorizationCodeTokenResponseClient()
                .getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                        registration, new OAuth2AuthorizationExchange(request, response)));
    }

    OAuth2AccessTokenResponse refresh(OAuth2AccessTokenResponse tokens) {
        return new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                        registration, tokens.getAccessToken(), Objects.requireNonNull(tokens.getRefreshToken())));
    }

    /** Verifies an access token as a resource server of Spring's would. */
    Jwt verified(OAuth2AccessTokenResponse tokens) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(issuer)
                .audience(audience)
                .clientId("checker")
                .build());
        return decoder.decode(tokens.getAccessToken().getTokenValue());
    }

    /** What the server says of an access token to a resource server of Spring's. */
    OAuth2AuthenticatedPrincipal introspected(OAuth2AccessTokenResponse tokens) {
        return RestClientOpaqueTokenIntrospector.withIntrospectionUri(issuer + "/oauth/introspect")
                .clientId("checker")
                .clientSecret(Served.SECRET)
                .build()
                .introspect(tokens.getAccessToken().getTokenValue());
    }

    private OAuth2AuthorizationRequest request() {
        OAuth2AuthorizationRequest.Builder builder = OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(UUID.randomUUID().toString());
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(builder);
        return builder.build();
    }
}
