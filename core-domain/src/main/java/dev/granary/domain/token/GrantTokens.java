package dev.granary.domain.token;

import dev.granary.client.ClientId;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.token.TokenFormat;
import java.util.Optional;
import java.util.function.Predicate;

/** {@link Tokens} over the grants of one namespace. */
public final class GrantTokens implements Tokens {

    private final Issuance issuance;
    private final Presentation presentation;
    private final TokenRevocation revocation;
    private final Introspection introspection;

    /**
     * What the use cases are made of.
     *
     * @param format spells codes and refresh tokens
     * @param accessTokens spells access tokens
     * @param retrySeal keeps successors for a retry
     * @param fences what bulk revocations left
     * @param policy the grants' policy
     * @param lifetimes how long things last
     */
    public record Parts(
            TokenFormat format,
            AccessTokens accessTokens,
            RetrySeal retrySeal,
            Fences fences,
            GrantPolicy policy,
            Lifetimes lifetimes) {}

    /** Works on the records of this realm. */
    public GrantTokens(Realm realm, Parts parts) {
        Tickets tickets = new Tickets(realm);
        this.issuance = new Issuance(realm, parts, tickets);
        this.presentation = new Presentation(realm, parts, tickets);
        this.revocation = new TokenRevocation(realm, parts.format(), parts.accessTokens());
        this.introspection = new Introspection(realm, parts.format(), parts.accessTokens());
    }

    @Override
    public CodeOutcome issueCode(Granted granted, CodeBinding binding) {
        return issuance.code(granted, binding);
    }

    @Override
    public TokenOutcome issueToken(Granted granted) {
        return issuance.token(granted);
    }

    @Override
    public TokenOutcome exchange(Exchange exchange) {
        return issuance.exchanged(exchange);
    }

    @Override
    public Optional<LiveToken> find(String accessToken) {
        return introspection.find(accessToken);
    }

    @Override
    public TokenOutcome redeem(String code, Binding binding, Predicate<Granted> refreshable) {
        return presentation.present(new Presentation.Request(CredentialKind.CODE, code, binding), refreshable);
    }

    @Override
    public TokenOutcome refresh(String refreshToken, Binding binding) {
        return presentation.present(
                new Presentation.Request(CredentialKind.REFRESH_TOKEN, refreshToken, binding), granted -> true);
    }

    @Override
    public RevokeOutcome revoke(String token, ClientId client) {
        return revocation.revoke(token, client);
    }

    @Override
    public Optional<LiveToken> introspect(String token, Caller caller) {
        return introspection.introspect(token, caller);
    }
}
