package dev.granary.http.token;

import dev.granary.client.Client;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Binding;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.resource.Audiences;
import dev.granary.http.resource.RequestedScopes;

/** Rotates refresh tokens (RFC 6749 section 6). Scope and resource can only be narrowed. */
public final class RefreshGrant implements TokenGrant {

    private final Tokens tokens;
    private final Audiences audiences;

    /** Rotates refresh tokens for these audiences. */
    public RefreshGrant(Tokens tokens, Audiences audiences) {
        this.tokens = tokens;
        this.audiences = audiences;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public TokenOutcome ask(Client client, Parameters form) {
        String refreshToken = form.require("refresh_token");
        Binding binding =
                Binding.ofClient(client.id()).askingFor(RequestedScopes.of(form), audiences.requested(client, form));
        return tokens.refresh(refreshToken, binding);
    }
}
