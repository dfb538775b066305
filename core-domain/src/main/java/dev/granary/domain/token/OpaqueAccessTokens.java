package dev.granary.domain.token;

import dev.granary.grant.Grant;
import dev.granary.token.AccessToken;
import dev.granary.token.TokenFormat;
import java.util.Optional;

/** Access tokens that only Granary can read, authenticated by MAC. */
public final class OpaqueAccessTokens implements AccessTokens {

    private final TokenFormat format;

    /** Spells them in this format. */
    public OpaqueAccessTokens(TokenFormat format) {
        this.format = format;
    }

    @Override
    public String issue(Grant grant, Ticket ticket) {
        return format.issueAccessToken(grant.id(), grant.chain().generation(), ticket.expiresAt());
    }

    @Override
    public Optional<AccessToken> parse(String value) {
        return format.parseAccessToken(value);
    }
}
