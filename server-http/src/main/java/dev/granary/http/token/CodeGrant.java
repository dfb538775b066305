package dev.granary.http.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.client.Client;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Binding;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.resource.Audiences;
import dev.granary.pkce.CodeVerifier;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.SortedSet;

/** Redeems codes (RFC 6749 section 4.1.3, RFC 7636 section 4.5). */
public final class CodeGrant implements TokenGrant {

    private final Tokens tokens;
    private final Audiences audiences;

    /** Redeems codes for these audiences. */
    public CodeGrant(Tokens tokens, Audiences audiences) {
        this.tokens = tokens;
        this.audiences = audiences;
    }

    @Override
    public String type() {
        return "authorization_code";
    }

    @Override
    public TokenOutcome ask(Client client, Parameters form) {
        String code = form.require("code");
        CodeVerifier verifier = verifier(form);
        SortedSet<Resource> resources = audiences.requested(client, form);
        Binding binding = Binding.ofCode(client.id(), form.first("redirect_uri"), verifier)
                .askingFor(Scopes.NONE, resources);
        return tokens.redeem(code, binding, granted -> isRefreshable(client, granted));
    }

    /** A refresh token is due to whom may use it, and only if the user was asked for it (OpenID Connect section 11). */
    private static boolean isRefreshable(Client client, Granted granted) {
        return granted.scopes().contains("offline_access")
                && client.metadata().grantTypes().contains("refresh_token");
    }

    private static CodeVerifier verifier(Parameters form) {
        try {
            return new CodeVerifier(form.require("code_verifier"));
        } catch (IllegalArgumentException e) {
            throw RefusedException.of(OAuth2Error.INVALID_REQUEST, "the code_verifier is malformed");
        }
    }
}
