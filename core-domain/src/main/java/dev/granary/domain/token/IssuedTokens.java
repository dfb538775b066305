package dev.granary.domain.token;

import dev.granary.grant.Grant;
import java.util.Optional;

/**
 * What a token response carries. Never prints its tokens.
 *
 * @param grant the grant as it is stored
 * @param accessToken the access token's value
 * @param ticket what it is for and how long it lasts
 * @param refreshToken the next refresh token's value, if one is due
 */
public record IssuedTokens(Grant grant, String accessToken, AccessTokens.Ticket ticket, Optional<String> refreshToken) {

    @Override
    public String toString() {
        return "IssuedTokens[" + grant.id().value() + "]";
    }
}
