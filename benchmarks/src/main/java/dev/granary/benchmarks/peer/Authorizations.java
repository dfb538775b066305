package dev.granary.benchmarks.peer;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Makes authorizations such as a server has: one client, a principal, three scopes, code, access and refresh token. */
final class Authorizations {

    static final RegisteredClient CLIENT = RegisteredClient.withId("client-of-the-benchmark")
            .clientId("client-of-the-benchmark")
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .redirectUri("https://client.example/oauth/callback")
            .build();

    private static final Set<String> SCOPES = Set.of("openid", "profile", "offline_access");
    private static final String PADDING = "-0123456789abcdef".repeat(6);

    private Authorizations() {}

    /** One whose token values end with this text. */
    static OAuth2Authorization ending(String id, String end) {
        Instant now = Instant.now();
        String subject = "5e0f7a52-7f0c-4a08-9f6c-100000000000";
        return OAuth2Authorization.withRegisteredClient(CLIENT)
                .id(id)
                .principalName(subject)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(SCOPES)
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(subject, "", List.of()))
                .token(new OAuth2AuthorizationCode("code" + PADDING + end, now, now.plus(Duration.ofMinutes(10))))
                .accessToken(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        accessToken(end),
                        now,
                        now.plus(Duration.ofHours(1)),
                        SCOPES))
                .refreshToken(new OAuth2RefreshToken("refresh" + PADDING + end, now, now.plus(Duration.ofDays(30))))
                .build();
    }

    static String accessToken(String end) {
        return "access" + PADDING + end;
    }
}
