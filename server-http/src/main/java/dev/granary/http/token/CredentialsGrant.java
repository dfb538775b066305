package dev.granary.http.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.client.Client;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.resource.Audiences;
import dev.granary.http.resource.RequestedScopes;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;

/** Gives confidential clients tokens of their own (RFC 6749 section 4.4). */
public final class CredentialsGrant implements TokenGrant {

    private final Tokens tokens;
    private final Audiences audiences;
    private final Realm realm;

    /** Gives tokens for these audiences. */
    public CredentialsGrant(Tokens tokens, Audiences audiences, Realm realm) {
        this.tokens = tokens;
        this.audiences = audiences;
        this.realm = realm;
    }

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public TokenOutcome ask(Client client, Parameters form) {
        if (client.isPublic()) {
            throw RefusedException.of(OAuth2Error.UNAUTHORIZED_CLIENT, "the client has no credentials");
        }
        Scopes scopes = RequestedScopes.of(form);
        if (!client.metadata().scopes().contains(scopes)) {
            throw RefusedException.of(OAuth2Error.INVALID_SCOPE, "the client may not ask for this scope");
        }
        Granted granted = Granted.of(client.id(), new Subject(client.id().value()), scopes, realm.now())
                .forResources(audiences.granted(client, audiences.requested(client, form)));
        return tokens.issueToken(granted);
    }
}
