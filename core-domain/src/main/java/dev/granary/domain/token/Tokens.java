package dev.granary.domain.token;

import dev.granary.client.ClientId;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Granted;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The use cases around a grant, for hosts and the server. Safe for threads.
 *
 * <p>Every method throws {@link dev.granary.record.StorageUnavailableException} if nothing was changed, and {@link
 * dev.granary.record.OutcomeUnknownException} if that cannot be told; both mean "try again later", and neither is ever
 * answered as a refusal.
 */
public interface Tokens {

    /**
     * Opens a grant whose chain begins with a code (RFC 6749 section 4.1.2). It is refused if a bulk revocation of its
     * subject, client or session came after {@link Granted#begunAt()}.
     */
    CodeOutcome issueCode(Granted granted, CodeBinding binding);

    /**
     * Opens a grant without a chain, with one access token (RFC 6749 section 4.4); refused as {@link #issueCode} is,
     * and if a grant it is exchanged for has ended.
     */
    TokenOutcome issueToken(Granted granted);

    /**
     * Opens a grant without a chain by exchange (RFC 8693, RFC 7523), with one access token that carries no session. It
     * is live only while all the grants that it comes from are. Refused as {@link #issueToken} is, also if a bulk
     * revocation stopped one of those; and as expired if nothing is left of its time.
     */
    TokenOutcome exchange(Exchange exchange);

    /**
     * Returns a live access token of ours, whoever holds it. For what decides by itself to whom it tells of it; {@link
     * #introspect} does so for callers.
     */
    Optional<LiveToken> find(String accessToken);

    /**
     * Redeems a code (RFC 6749 section 4.1.3). Presenting it again, with its verifier, ends the grant.
     *
     * @param refreshable whether a refresh token is due for what was granted
     */
    TokenOutcome redeem(String code, Binding binding, Predicate<Granted> refreshable);

    /** Redeems a code, whatever was granted. */
    default TokenOutcome redeem(String code, Binding binding, boolean refreshable) {
        return redeem(code, binding, granted -> refreshable);
    }

    /**
     * Rotates a refresh token (RFC 6749 section 6, RFC 9700 section 4.14.2). Within the retry window the same client
     * gets the same successor again; any other earlier token ends the grant.
     */
    TokenOutcome refresh(String refreshToken, Binding binding);

    /**
     * Revokes a token of any generation for the client it belongs to (RFC 7009): a code or refresh token ends the
     * grant, an access token those of its generation and before. Never accuses.
     */
    RevokeOutcome revoke(String token, ClientId client);

    /**
     * Tells a caller of a token that it holds or that is meant for it (RFC 7662).
     *
     * @return empty for every token that is not live or not the caller's to ask about; they all look alike
     */
    Optional<LiveToken> introspect(String token, Caller caller);
}
